/**
 * A worker pushes to its run queue and pops from it, while another steals. What the thief has claimed the
 * owner must not pop, and the last task is for one of them.
 */
import { scenario } from "../../properties/index.ts";
import { Inject, type Local, localQueue, type Steal } from "../../runtime/index.ts";
import { type Op, spawn } from "../../sim/index.ts";
import { QueuedTasks } from "./support/queued-tasks.ts";

const CAPACITY = 4;

function* stealOften(steal: Steal, tasks: QueuedTasks, times: number): Op<void> {
  const { local } = localQueue({ name: "thief", capacity: CAPACITY });
  for (let i = 0; i < times; i++) {
    const task = yield* steal.stealInto(local);
    if (task !== null) yield* tasks.take(task);
    yield* tasks.drain(local);
  }
  yield* local.drop();
}

function* pushAndPop(local: Local, tasks: QueuedTasks, inject: Inject): Op<void> {
  for (let i = 0; i < 2; i++) yield* local.pushBackOrOverflow(yield* tasks.make(), inject);
  const task = yield* local.pop();
  if (task !== null) yield* tasks.take(task);
  yield* local.pushBackOrOverflow(yield* tasks.make(), inject);
  yield* tasks.drain(local);
}

export const queueBasic = scenario({
  name: "scheduler/queue-basic",
  about: "A worker pushes and pops in its own run queue, while a thief steals from it.",
  source: "tokio runtime/tests/loom_queue.rs: basic",
  options: { rounds: { from: 1, to: 2 }, steals: { from: 1, to: 3 } },
  *model({ rounds, steals }) {
    const tasks = new QueuedTasks();
    const inject = new Inject();
    const { steal, local } = localQueue({ capacity: CAPACITY });
    const thief = yield* spawn(() => stealOften(steal, tasks, steals), "thief");
    for (let i = 0; i < rounds; i++) yield* pushAndPop(local, tasks, inject);
    yield* thief.join();
    for (const task of yield* inject.popN(CAPACITY)) yield* tasks.take(task);
    yield* local.drop();
    yield* tasks.end();
  },
});
