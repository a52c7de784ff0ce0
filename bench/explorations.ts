/** Whole explorations of small programs under `rc11`: executions per second, and what an event costs. */
import { AtomicUsize, Explorer, type Op, type Scenario, spawn } from "../sim/index.ts";
import type { Subject } from "./measure.ts";

type Model = () => Op<void>;

export interface Exploration extends Subject {
  /** Execution graphs. */
  readonly executions: number;
  /** Events of each graph, on average. */
  readonly events: number;
}

/** Units are executions. Throws where the program does not have as many as it should. */
export function exploration(name: string, program: Model | Scenario, expected?: number): Exploration {
  const scenario =
    typeof program === "function" ? { name, options: {}, bounds: {}, model: program, monitors: () => [] } : program;
  const batch = (onExecution: (explorer: Explorer) => void = () => undefined): Explorer => {
    const explorer = new Explorer(scenario, { memory: "rc11", onExecution });
    if (explorer.explore() !== "done") throw new Error(`"${name}" ended with ${explorer.finding?.message}`);
    return explorer;
  };
  let events = 0;
  const { executions } = batch(({ graph }) => {
    for (const thread of graph.threads) events += thread.length;
  });
  if (expected !== undefined && executions !== expected) {
    throw new Error(`"${name}" has ${executions} executions where ${expected} are known`);
  }
  return { name, units: executions, executions, events: events / executions, batch: () => batch() };
}

/** `threads` run side by side, over locations that start at 0. */
function sideBySide(locations: number, threads: (at: (i: number) => AtomicUsize) => readonly Model[]): Model {
  return function* () {
    const all = Array.from({ length: locations }, (_, i) => new AtomicUsize(0, `x${i}`));
    for (const thread of threads((i) => all[i] as AtomicUsize)) yield* spawn(thread);
  };
}

function times<T>(count: number, make: (i: number) => T): T[] {
  return Array.from({ length: count }, (_, i) => make(i));
}

/** `count` atomic increments. */
export const ainc = (count: number): Model =>
  sideBySide(1, (at) =>
    times(
      count,
      () =>
        function* () {
          yield* at(0).fetchAdd(1, "Relaxed");
        },
    ),
  );

/** One writer, `count` readers of its location. */
export const readers = (count: number): Model =>
  sideBySide(1, (at) => [
    () => at(0).store(1, "Relaxed"),
    ...times(
      count,
      () =>
        function* () {
          yield* at(0).load("Relaxed");
        },
    ),
  ]);

/** Each of `count` threads turns i into i + 1. */
export const casrot = (count: number): Model =>
  sideBySide(1, (at) =>
    times(
      count,
      (i) =>
        function* () {
          yield* at(0).compareExchange(i, i + 1, "Relaxed", "Relaxed");
        },
    ),
  );

/** One thread looks for the last zero of an array that `count` others fill from the left. */
export const lastzero = (count: number): Model =>
  sideBySide(count + 1, (at) => [
    function* () {
      for (let i = count; (yield* at(i).load("Acquire")) !== 0; ) i--;
    },
    ...times(
      count,
      (i) =>
        function* () {
          yield* at(i + 1).store((yield* at(i).load("Acquire")) + 1, "Release");
        },
    ),
  ]);

/** Two threads add each other's number to their own, `rounds` times, and a third one looks at both. */
export const fibBench = (rounds: number): Model => {
  const adds = (mine: AtomicUsize, its: AtomicUsize): Model =>
    function* () {
      for (let i = 0; i < rounds; i++)
        yield* mine.store((yield* mine.load("Relaxed")) + (yield* its.load("Relaxed")), "Relaxed");
    };
  const looks: (at: (i: number) => AtomicUsize) => Model = (at) =>
    function* () {
      yield* at(0).load("Relaxed");
      yield* at(1).load("Relaxed");
    };
  return sideBySide(2, (at) => [adds(at(0), at(1)), adds(at(1), at(0)), looks(at)]);
};

/** 24 executions of about `events` events, of which few are shared. */
export const growing = (events: number): Model =>
  sideBySide(5, (at) =>
    times(
      4,
      (i) =>
        function* () {
          for (let done = 2; done < events / 4; done++) yield* at(i + 1).store(done, "Relaxed");
          yield* at(0).fetchAdd(1, "AcqRel");
        },
    ),
  );
