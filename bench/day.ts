/**
 * A day of virtual time: tasks with interval timers of one minute on one runtime, due all together or each
 * at a moment of its own. Of the time on the wall only passes what their steps cost.
 */
import { async_, Builder, intervalAt, type JoinHandle, spawn, wait } from "../runtime/index.ts";
import { createStrategy, type Op, type Program, Runner } from "../sim/index.ts";
import { runClean } from "./run-clean.ts";

const MINUTE_NS = 60_000_000_000;
const MINUTES = 24 * 60;
const MS_NS = 1_000_000;

export interface Day {
  readonly ticks: number;
  readonly steps: number;
  readonly virtualTimeNs: number;
  /** On the wall. */
  readonly seconds: number;
}

/** One execution, under the strategy `random`; fewer `minutes` for a test. */
export function day(due: "together" | "apart", timers = 1_000, minutes = MINUTES): Day {
  let ticks = 0;
  function* ticking(offset: number): Op<void> {
    const interval = intervalAt(offset, MINUTE_NS);
    for (let i = 0; i < minutes; i++) {
      yield* wait(interval.tick());
      ticks++;
    }
    yield* interval.drop();
  }
  function* spawnAll(): Op<void> {
    const joins: JoinHandle<void>[] = [];
    for (let i = 0; i < timers; i++) {
      const offset = due === "together" ? 0 : Math.floor((i * MINUTE_NS) / timers / MS_NS) * MS_NS;
      joins.push(yield* spawn(async_(() => ticking(offset))));
    }
    for (const join of joins) yield* wait(join);
  }
  const program: Program = {
    name: "bench/day",
    options: {},
    bounds: { steps: Number.MAX_SAFE_INTEGER },
    monitors: () => [],
    *model() {
      const runtime = yield* Builder.newCurrentThread({ enableTime: true }).build();
      yield* runtime.blockOn(async_(spawnAll));
      yield* runtime.drop();
    },
  };
  const begin = performance.now();
  const { steps, virtualTimeNs } = runClean(new Runner(program, { strategy: createStrategy("random") }));
  return { ticks, steps, virtualTimeNs, seconds: (performance.now() - begin) / 1_000 };
}
