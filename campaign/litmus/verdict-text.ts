/** A litmus test and its verdicts as text for people. */
import type { LitmusTest, LitmusVerdict } from "../../sim/index.ts";
import { counted } from "../output/numbers.ts";
import { table } from "../output/table.ts";
import { sideBySide } from "./columns.ts";
import { pictureOf } from "./picture.ts";

/** Outcomes shown at most. */
const OUTCOMES_MAX = 24;

/** What the test is: its name, the question, its threads side by side. */
export function testText({ name, threads, outcome }: LitmusTest, strong: (text: string) => string): string {
  const program = sideBySide(threads.map(statementsOf), "   ‖   ");
  const question = outcome === undefined ? "" : `   ${outcome} ?`;
  return [`${strong(name)}${question}`, "", ...indent(program), ""].join("\n");
}

export function verdictText(verdict: LitmusVerdict, strong: (text: string) => string): string {
  const lines = [
    `${strong(`${verdict.memory.padEnd(4)}  ${headline(verdict)}`)}${remarks(verdict)}`,
    "",
    ...indent(outcomesOf(verdict)),
  ];
  if (verdict.witness !== null) {
    const what = verdict.allowed === false ? "the nearest to it that there is:" : "an execution that comes to it:";
    lines.push(
      "",
      ...indent([verdict.allowed === null ? "an execution:" : what, "", ...indent(pictureOf(verdict.witness))]),
    );
  }
  return [...indent(lines), ""].join("\n");
}

function headline({ allowed, executions, complete, outcomes }: LitmusVerdict): string {
  if (allowed === null) return counted(executions, "execution");
  const of = counted(executions, "execution");
  if (!allowed) return complete ? `forbidden: none of ${of} comes to it` : `not found in ${of}`;
  const found = outcomes.filter(({ asked }) => asked).reduce((sum, { count }) => sum + count, 0);
  return `allowed: ${found} of ${of} ${found === 1 ? "comes" : "come"} to it`;
}

function remarks({ blocked, racy, bound }: LitmusVerdict): string {
  return [
    ...(blocked > 0 ? [`${blocked} blocked`] : []),
    ...(racy ? ["a data race of accesses marked na"] : []),
    ...(bound === null ? [] : [`not complete: only up to ${bound}`]),
  ]
    .map((remark) => `; ${remark}`)
    .join("");
}

/** A line for each outcome, those asked for marked. */
function outcomesOf({ outcomes }: LitmusVerdict): string[] {
  const names = Object.keys(outcomes[0]?.values ?? {});
  if (names.length === 0) return [];
  const rows = outcomes
    .slice(0, OUTCOMES_MAX)
    .map(({ values, count, asked }) => [asked ? "*" : "", ...names.map((name) => String(values[name])), String(count)]);
  const right = names.map((_, i) => i + 1);
  const more = outcomes.length - OUTCOMES_MAX;
  const lines = table([["", ...names, "executions"], ...rows], [...right, names.length + 1]).split("\n");
  return more > 0 ? [...lines, `   and ${counted(more, "outcome")} more`] : lines;
}

/** Parted at semicolons outside of brackets. */
function statementsOf(thread: string): string[] {
  const statements: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i <= thread.length; i++) {
    const sign = thread[i] ?? ";";
    if ("({[".includes(sign)) depth++;
    if (")}]".includes(sign)) depth--;
    if (sign !== ";" || depth > 0) continue;
    const statement = thread.slice(from, i).trim();
    if (statement !== "") statements.push(statement);
    from = i + 1;
  }
  return statements;
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => (line === "" ? "" : `  ${line}`));
}
