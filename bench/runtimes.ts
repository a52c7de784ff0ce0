/**
 * Whole runtimes: multi-thread ones of four workers with many tasks, each of which yields twice before it is
 * ready. That is what one poll costs with everything around it: queues, steals, parking, wakes, joins.
 */
import { async_, Builder, type JoinHandle, spawn, wait, yieldNow } from "../runtime/index.ts";
import { createStrategy, type Op, type Program, Runner } from "../sim/index.ts";
import type { Subject } from "./measure.ts";
import { runClean } from "./run-clean.ts";
import { whole } from "./table.ts";

const WORKERS = 4;
const YIELDS = 2;

export interface ManyTasks extends Subject {
  readonly tasks: number;
  /** Of the tasks, in one execution; the `units` are steps. */
  readonly polls: number;
}

/** One execution with so many tasks, under the strategy `random` and with a seed of its own. */
export function manyTasks(tasks: number): ManyTasks {
  const program: Program = {
    name: "bench/many-tasks",
    options: {},
    bounds: { steps: 1_000_000_000 },
    monitors: () => [],
    *model() {
      const runtime = yield* Builder.newMultiThread({ workerThreads: WORKERS }).build();
      const root = yield* runtime.spawn(async_(() => spawnAll(tasks)));
      const result = yield* runtime.blockOn(root);
      yield* runtime.drop();
      if (!result.ok || result.value !== tasks) throw new Error("a task of the bench was lost");
    },
  };
  const runner = new Runner(program, { strategy: createStrategy("random") });
  const batch = () => runClean(runner).steps;
  return { name: `${whole(tasks)} tasks`, tasks, units: batch(), polls: tasks * (YIELDS + 1), batch };
}

/** From a worker, whose queue is full soon: the others come for what is in there and what it gave away. */
function* spawnAll(tasks: number): Op<number> {
  const joins: JoinHandle<number>[] = [];
  for (let i = 0; i < tasks; i++) joins.push(yield* spawn(async_(yieldSome)));
  let done = 0;
  for (const join of joins) {
    const result = yield* wait(join);
    if (result.ok) done += result.value;
  }
  return done;
}

function* yieldSome(): Op<number> {
  for (let i = 0; i < YIELDS; i++) yield* wait(yieldNow());
  return 1;
}
