/**
 * Files of litmus tests: text with one test a line, `NAME: thread ‖ thread ? outcome`, or the JSON of
 * the published tables, `{"tests":[{"name","threads","outcome"}]}`. `||` is as good as `‖` outside of
 * brackets; the outcome may be missing; `#` begins a comment.
 */
import { UsageError } from "../finding/usage-error.ts";
import type { LitmusTest } from "./model.ts";

/** A test, and where in the file it is: `line 3`, `test 3`. */
export interface PlacedTest {
  readonly test: LitmusTest;
  readonly place: string;
}

/** Throws a `UsageError` where the text is neither, or holds no test. */
export function parseTests(text: string): PlacedTest[] {
  const tests = /^\s*[[{]/.test(text) ? fromJson(text) : fromLines(text);
  if (tests.length === 0) throw new UsageError("there is no litmus test in it: write NAME: thread ‖ thread ? outcome");
  return tests;
}

/** The lines that hold a test. */
function fromLines(text: string): PlacedTest[] {
  return text.split(/\r?\n/).flatMap((line, i) => {
    const content = line.replace(/#.*/, "").trim();
    const place = `line ${i + 1}`;
    return content === "" ? [] : [{ place, test: parseLine(content, place) }];
  });
}

function parseLine(line: string, place: string): LitmusTest {
  const question = line.lastIndexOf("?");
  const head = question < 0 ? line : line.slice(0, question);
  const outcome = question < 0 ? "" : line.slice(question + 1).trim();
  // No statement holds a colon, but a name may.
  const colon = head.lastIndexOf(":");
  const name = head.slice(0, Math.max(0, colon)).trim();
  if (name === "") throw new UsageError(`${place}: expected NAME: thread ‖ thread ? outcome, found no name`);
  if (question >= 0 && outcome === "") throw new UsageError(`${place}: expected an outcome after "?", found the end`);
  const threads = splitThreads(head.slice(colon + 1));
  return outcome === "" ? { name, threads } : { name, threads, outcome };
}

/** At `‖`, and at `||` that is no operator: those stand in brackets. */
function splitThreads(text: string): string[] {
  const threads: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const sign = text[i] as string; // i < length
    if ("([{".includes(sign)) depth++;
    if (")]}".includes(sign)) depth--;
    const long = depth <= 0 && text.startsWith("||", i);
    if (sign !== "‖" && !long) continue;
    threads.push(text.slice(from, i).trim());
    if (long) i++;
    from = i + 1;
  }
  return [...threads, text.slice(from).trim()];
}

function fromJson(text: string): PlacedTest[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (thrown) {
    throw new UsageError(`it is not JSON: ${(thrown as Error).message}`); // JSON.parse throws SyntaxErrors
  }
  const tests = Array.isArray(parsed) ? parsed : ((parsed as { tests?: unknown }).tests ?? [parsed]);
  if (!Array.isArray(tests)) throw new UsageError(`"tests" is not a list`);
  return tests.map((test: unknown, i) => ({ test: checked(test, `test ${i + 1}`), place: `test ${i + 1}` }));
}

function checked(test: unknown, place: string): LitmusTest {
  const { name, threads, outcome } = (test ?? {}) as Record<string, unknown>;
  if (typeof name !== "string") throw new UsageError(`${place}: expected "name", a text`);
  if (!Array.isArray(threads) || !threads.every((thread) => typeof thread === "string")) {
    throw new UsageError(`${place} (${name}): expected "threads", a list of texts`);
  }
  if (outcome === undefined || outcome === null) return { name, threads };
  if (typeof outcome !== "string") throw new UsageError(`${place} (${name}): expected "outcome", a text`);
  return { name, threads, outcome };
}
