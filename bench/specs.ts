/**
 * `npm run specs -- [programs] [primitive...]`: holds each primitive against its sequential specification, in so many
 * programs drawn anew (20,000 by default), and its mistaken specification until that is refuted.
 */
import { type Held, holdsFor, SUBJECTS } from "../properties/index.ts";
import { whole } from "./table.ts";

const PROGRAMS = 20_000;
const [first, ...rest] = process.argv.slice(2);
const programs = first === undefined ? PROGRAMS : Number(first);
const known = SUBJECTS.map(({ name }) => name);
const unknown = rest.filter((name) => !known.includes(name));

if (!Number.isSafeInteger(programs) || programs < 1 || unknown.length > 0) {
  process.stderr.write(
    `usage: npm run specs -- [programs, at least 1] [primitive...]\nprimitives: ${known.join(", ")}\n`,
  );
  process.exitCode = 2;
} else {
  for (const subject of SUBJECTS) {
    if (rest.length > 0 && !rest.includes(subject.name)) continue;
    const started = performance.now();
    const held = holdsFor(subject, programs);
    const seconds = ((performance.now() - started) / 1_000).toFixed(1);
    const refuted = holdsFor(subject, programs, { specificationOf: subject.mistaken });
    process.stdout.write(`${subject.name.padEnd(20)} ${heldText(held)} in ${seconds} s; ${refutedText(refuted)}\n`);
    if (held.counterexample !== null) process.stdout.write(`${counterexampleText(held.counterexample)}\n`);
    if (held.counterexample !== null || refuted.counterexample === null) process.exitCode = 1;
  }
}

function heldText({ runs, counterexample }: Held): string {
  return counterexample === null ? `holds in ${whole(runs)} programs` : `BROKEN by program ${whole(runs)}`;
}

function refutedText({ runs, counterexample }: Held): string {
  return counterexample === null ? "its mistake was NOT REFUTED" : `its mistake refuted by program ${whole(runs)}`;
}

function counterexampleText({ program, tape, finding }: NonNullable<Held["counterexample"]>): string {
  const lines = [
    finding.message,
    ...finding.details,
    "",
    `program ${JSON.stringify(program)}`,
    `tape ${JSON.stringify(tape)}`,
  ];
  return lines.map((line) => `  ${line}`.trimEnd()).join("\n");
}
