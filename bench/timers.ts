/**
 * Timers on one runtime, so many at a time: all are registered, then each is fired at a millisecond of its
 * own, and all are dropped. The cost of one of them should not depend on how many others there are.
 */
import { async_, Builder, pollFn, type Sleep, sleepUntil, wait } from "../runtime/index.ts";
import { createStrategy, type Op, type Program, Runner } from "../sim/index.ts";
import type { Subject } from "./measure.ts";
import { runClean } from "./run-clean.ts";
import { whole } from "./table.ts";

const MS_NS = 1_000_000;

export interface ManyTimers extends Subject {
  /** Of one execution; the `units` are timers. */
  readonly steps: number;
}

export function manyTimers(timers: number): ManyTimers {
  const program: Program = {
    name: "bench/many-timers",
    options: {},
    bounds: { steps: Number.MAX_SAFE_INTEGER },
    monitors: () => [],
    *model() {
      const runtime = yield* Builder.newCurrentThread({ enableTime: true }).build();
      yield* runtime.blockOn(async_(() => registerAndFire(timers)));
      yield* runtime.drop();
    },
  };
  const runner = new Runner(program, { strategy: createStrategy("random") });
  const batch = () => {
    const { steps, virtualTimeNs } = runClean(runner);
    if (virtualTimeNs < timers * MS_NS) throw new Error("a timer of the bench was not fired");
    return steps;
  };
  return { name: `${whole(timers)} timers`, units: timers, steps: batch(), batch };
}

function* registerAndFire(timers: number): Op<void> {
  const sleeps: Sleep[] = [];
  for (let i = 1; i <= timers; i++) sleeps.push(sleepUntil(i * MS_NS));
  let registered = false;
  // Every firing wakes this task; only the last one is asked for then.
  yield* wait(
    pollFn(function* (cx) {
      if (!registered) for (const sleep of sleeps) yield* sleep.poll(cx);
      registered = true;
      return yield* (sleeps.at(-1) as Sleep).poll(cx); // timers > 0
    }),
  );
  for (const sleep of sleeps) yield* sleep.drop();
}
