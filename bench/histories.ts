/** Is there an order that explains a history? How long the answer takes, for histories of twelve calls on four threads. */
import fc from "fast-check";
import { checkHistory, type RecordedCall, runSyncProgram, SUBJECTS, syncPrograms } from "../properties/index.ts";
import { createStrategy, Runner } from "../sim/index.ts";

type Subject = (typeof SUBJECTS)[number];

const THREADS = 4;
const CALLS = 12;
const SEED = 0x5eed;

export interface Histories {
  readonly name: string;
  readonly histories: number;
  /** On the wall, for one history. */
  readonly medianMs: number;
  readonly longestMs: number;
}

export function histories(subject: Subject, wanted: number): Histories {
  const times = largePrograms(subject, wanted).map((program, i) => {
    const calls = record(subject, program, i);
    const specification = subject.specification(program.parameters, THREADS);
    const begin = performance.now();
    const { linearizable } = checkHistory(specification, calls);
    const ms = performance.now() - begin;
    if (!linearizable) throw new Error(`history ${i} of the ${subject.name} has no order`);
    return ms;
  });
  const sorted = times.sort((a, b) => a - b);
  return {
    name: subject.name,
    histories: sorted.length,
    medianMs: sorted[sorted.length >> 1] ?? Number.NaN,
    longestMs: sorted.at(-1) ?? Number.NaN,
  };
}

export function allHistories(wanted: number): Histories[] {
  return SUBJECTS.map((subject) => histories(subject, wanted));
}

function largePrograms(subject: Subject, wanted: number) {
  const large = syncPrograms(subject).filter(
    ({ threads }) => threads.length === THREADS && threads.flat().length === CALLS,
  );
  return fc.sample(large, { seed: SEED, numRuns: wanted });
}

function record(
  subject: Subject,
  program: ReturnType<typeof largePrograms>[number],
  i: number,
): readonly RecordedCall[] {
  let calls: readonly RecordedCall[] = [];
  const runner = new Runner(
    {
      name: "bench/history",
      options: {},
      bounds: {},
      monitors: () => [],
      *model() {
        calls = yield* runSyncProgram(subject, program);
      },
    },
    { strategy: createStrategy("random") },
  );
  const { finding } = runner.run(`bench.${i}`);
  if (finding !== null) throw new Error(`history ${i} of the ${subject.name} ended with ${finding.message}`);
  return calls;
}
