/**
 * A known bug: one patch file that puts a real, historical bug back into the model, with a header
 * in the style of Debian's DEP-3 that says where it comes from and what must find it.
 */
import { FINDING_KINDS, type FindingKind } from "../../sim/index.ts";
import { didYouMean } from "../suggest.ts";
import { UsageProblem } from "../usage-problem.ts";

export interface KnownBug {
  /** `component/id`, after the file's path. */
  readonly id: string;
  readonly file: string;
  /** First line: the bug in one sentence. */
  readonly description: string;
  readonly origin: string;
  /** The upstream issue or pull request. */
  readonly bug: string;
  /** The scenario that must find it. */
  readonly scenario: string;
  /** What must be found; null for a control, on which the harness must stay silent. */
  readonly breaks: { readonly kind: FindingKind; readonly invariant: string | null } | null;
  readonly memory: string;
  /** Executions within which it must be found. */
  readonly budget: number;
  /** null: the default one. */
  readonly strategy: string | null;
  /** The unified diff. */
  readonly diff: string;
}

const REQUIRED = ["Description", "Origin", "Bug", "Scenario", "Breaks", "Memory", "Budget"];
const KEYS = [...REQUIRED, "Strategy"];
const CONTROL = "nothing";

/** Reads a patch file's text. Throws a `UsageProblem` that names the file and what to mend. */
export function parseKnownBug(id: string, file: string, text: string): KnownBug {
  const wrong = (what: string): UsageProblem => new UsageProblem(`the patch ${file}: ${what}`);
  const start = /^--- /m.exec(text)?.index;
  if (start === undefined) throw wrong("there is no diff in it: after the header a line must begin with `--- `");
  const fields = parseHeader(text.slice(0, start), wrong);
  const field = (key: string): string => fields.get(key) ?? "";
  const missing = REQUIRED.find((key) => field(key) === "");
  if (missing !== undefined) throw wrong(`the header has no ${missing}: add \`${missing}: ...\``);
  const budget = Number(field("Budget"));
  if (!Number.isSafeInteger(budget) || budget < 1) {
    throw wrong(`Budget is "${field("Budget")}": give a whole number of executions`);
  }
  return {
    id,
    file,
    description: field("Description").split("\n", 1)[0] ?? "",
    origin: field("Origin"),
    bug: field("Bug"),
    scenario: field("Scenario"),
    breaks: parseBreaks(field("Breaks"), wrong),
    memory: field("Memory"),
    budget,
    strategy: field("Strategy") === "" ? null : field("Strategy"),
    diff: text.slice(start),
  };
}

function parseHeader(header: string, wrong: (what: string) => UsageProblem): Map<string, string> {
  const fields = new Map<string, string>();
  let last = "";
  for (const [index, line] of header.split("\n").entries()) {
    if (line.trim() === "") continue;
    if (/^\s/.test(line) && last !== "") {
      fields.set(last, `${fields.get(last)}\n${line.trim()}`);
      continue;
    }
    const match = /^([A-Za-z-]+):\s*(.*)$/.exec(line);
    const key = match?.[1];
    if (key === undefined) throw wrong(`line ${index + 1} is not \`Key: value\`: ${line}`);
    if (!KEYS.includes(key)) throw wrong(`line ${index + 1}: unknown key "${key}".${didYouMean(key, KEYS)}`);
    if (fields.has(key)) throw wrong(`line ${index + 1}: ${key} is there twice`);
    fields.set(key, match?.[2] ?? "");
    last = key;
  }
  return fields;
}

/** `lost-wakeup I1`, `data-race`, or `nothing` for a control. */
function parseBreaks(text: string, wrong: (what: string) => UsageProblem): KnownBug["breaks"] {
  const [kind = "", invariant = null, ...rest] = text.split(/\s+/);
  if (kind === CONTROL && invariant === null) return null;
  const known = FINDING_KINDS.find((one) => one === kind);
  if (known === undefined) {
    throw wrong(`Breaks names "${kind}", which is no kind of finding.${didYouMean(kind, FINDING_KINDS)}`);
  }
  if (rest.length > 0 || (invariant !== null && !/^I\d+$/.test(invariant))) {
    throw wrong(`Breaks is "${text}": write a kind and at most an invariant, as in \`lost-wakeup I1\``);
  }
  return { kind: known, invariant };
}
