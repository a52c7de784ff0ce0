/** Draws programs over one primitive and holds what they saw against a specification. */
import fc from "fast-check";
import type { Finding } from "../../sim/index.ts";
import { tapes } from "../arbitraries/tape.ts";
import { REPEATABLE, verdictAlong } from "../testing/property.ts";
import { holdAgainst } from "./hold.ts";
import { type SyncProgram, syncPrograms } from "./program.ts";
import type { Specification } from "./specification.ts";
import type { Subject } from "./subject.ts";

export interface Held<P = unknown> {
  /** Programs drawn. */
  readonly runs: number;
  /** The shrunk program and tape that break it, and how; null where it holds. */
  readonly counterexample: {
    readonly program: SyncProgram<P>;
    readonly tape: readonly number[];
    readonly finding: Finding;
  } | null;
}

export interface HoldsOptions<P, S> {
  /** The same one by default: a suite does the same each time. */
  readonly seed?: number;
  /** Default: the subject's own, the right one. */
  readonly specificationOf?: (parameters: P, threads: number) => Specification<S>;
}

/** Up to `runs` programs, with a tape for each; shrinks both where one breaks the specification or a monitor fires. */
export function holdsFor<P, S>(subject: Subject<P, S>, runs: number, options: HoldsOptions<P, S> = {}): Held<P> {
  const { seed = REPEATABLE.seed, specificationOf = subject.specification } = options;
  const verdict = (program: SyncProgram<P>, tape: readonly number[]): Finding | null => {
    const specification = specificationOf(program.parameters, program.threads.length);
    const model = () => holdAgainst(subject, specification, program);
    return verdictAlong(tape, model);
  };
  const property = fc.property(syncPrograms(subject), tapes(), (program, tape) => verdict(program, tape) === null);
  const { failed, counterexample, numRuns } = fc.check(property, { seed, numRuns: runs });
  if (!failed || counterexample === null) return { runs: numRuns, counterexample: null };
  const [program, tape] = counterexample;
  const finding = verdict(program, tape);
  if (finding === null) throw new Error(`${subject.name}: a counterexample holds when it is run again`);
  return { runs: numRuns, counterexample: { program, tape, finding } };
}
