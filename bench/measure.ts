/**
 * Measuring on a machine that is never quiet: all subjects take turns in short rounds, each round
 * keeps its median, and what is compared are medians over the same rounds.
 */
import { Bench } from "tinybench";

/** Something to be timed. */
export interface Subject {
  readonly name: string;
  /** What one call of `batch` does, in the unit that the results are per: calls, steps. */
  readonly units: number;
  batch(): unknown;
}

export interface Measured {
  readonly name: string;
  /** Median over the rounds of the ns per unit. */
  readonly ns: number;
}

export interface Pace {
  readonly rounds: number;
  /** How long each subject runs in each round, in ms. */
  readonly ms: number;
}

/** Times all subjects in turns; the first round warms up and is not counted. */
export async function measure(subjects: readonly Subject[], { rounds, ms }: Pace): Promise<Map<Subject, Measured>> {
  const samples = new Map<Subject, number[]>(subjects.map((subject) => [subject, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const [subject, medians] of samples) {
      const ns = await nsPerUnit(subject, ms);
      if (round > 0) medians.push(ns);
    }
  }
  return new Map([...samples].map(([subject, ns]) => [subject, { name: subject.name, ns: median(ns) }]));
}

async function nsPerUnit(subject: Subject, ms: number): Promise<number> {
  const bench = new Bench({ time: ms, iterations: 3, warmup: false, throws: true });
  bench.add(subject.name, () => subject.batch());
  const [task] = await bench.run();
  if (task?.result.state !== "completed") throw new Error(`"${subject.name}" was not measured: it did not complete`);
  return (task.result.latency.p50 * 1e6) / subject.units;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = Number.NaN, high = Number.NaN] = [sorted[(sorted.length - 1) >> 1], sorted[middle]];
  return (low + high) / 2;
}
