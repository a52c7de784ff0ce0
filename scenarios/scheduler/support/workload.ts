/** Runs the plan of a random workload as tasks of the runtime that it is in. */
import {
  async_,
  Builder,
  blockInPlace,
  type Future,
  type JoinHandle,
  type Runtime,
  spawn,
  spawnBlocking,
  type TaskResult,
  wait,
  yieldNow,
} from "../../../runtime/index.ts";
import { AtomicUsize, assert, type Op } from "../../../sim/index.ts";
import { Signal } from "./signal.ts";
import { type Act, outputsOf, type TaskPlan } from "./workload-plan.ts";

/** A runtime of so many workers; 0 for a current-thread one. Short intervals and queues let few tasks reach all its ways. */
export function runtimeOf(workers: number): Op<Runtime> {
  const options = { name: "rt", eventInterval: 2, globalQueueInterval: 3, queueCapacity: 4 };
  if (workers === 0) return Builder.newCurrentThread(options).build();
  return Builder.newMultiThread({ ...options, workerThreads: workers }).build();
}

interface Child {
  readonly plan: TaskPlan;
  readonly join: JoinHandle<number>;
  readonly begin: Signal;
}

export class Workload {
  /** What the blocking parts of all tasks write to. */
  readonly blocked = new AtomicUsize(0, "blocked");
  /** The runtime is about to be dropped: from now on any task may find another one cancelled. */
  closing = false;

  /** A future that does what `plan` says, inside of a runtime, and gives back how much that was. */
  task(plan: TaskPlan, begin: Signal | null = null, name = "root"): Future<number> {
    const task = new WorkloadTask(this, plan, begin, name);
    return async_(() => task.run(), { name });
  }

  /** Waits on this thread until `plan` is done; what was detached may still be at work then. */
  *run(runtime: Runtime, plan: TaskPlan, name = "root"): Op<void> {
    const value = yield* runtime.blockOn(this.task(plan, null, name));
    this.outputOf({ ok: true, value }, plan, false);
  }

  *drop(runtime: Runtime): Op<void> {
    this.closing = true;
    yield* runtime.drop();
  }

  /** What a task gave back, 0 where it was cancelled, for which there must be a reason. */
  outputOf(result: TaskResult<number>, plan: TaskPlan, aborted: boolean): number {
    if (result.ok) {
      const { least, most } = outputsOf(plan);
      const { value } = result;
      assert(this.closing || (least <= value && value <= most), `a task gave ${value}, not ${least} to ${most}`);
      return value;
    }
    assert(result.error.isCancelled, "no task of the workload panics");
    assert(aborted || this.closing, "a task is cancelled only where it was aborted, or its runtime is dropped");
    return 0;
  }
}

class WorkloadTask {
  private readonly workload: Workload;
  private readonly plan: TaskPlan;
  private readonly begin: Signal | null;
  private readonly name: string;
  private readonly children: Child[] = [];
  private spawned = 0;

  constructor(workload: Workload, plan: TaskPlan, begin: Signal | null, name: string) {
    this.workload = workload;
    this.plan = plan;
    this.begin = begin;
    this.name = name;
  }

  *run(): Op<number> {
    try {
      if (this.begin !== null) yield* wait(this.begin.raised());
      let output = 1;
      for (const act of this.plan.acts) output += yield* this.perform(act);
      while (this.children.length > 0) output += yield* this.joinOldest(false);
      return output;
    } finally {
      // Cancelled: the children run on alone, those that wait included.
      while (this.children.length > 0) yield* this.detachOldest();
    }
  }

  private *perform(act: Act): Op<number> {
    switch (act.kind) {
      case "spawn":
        yield* this.spawn(act.child, false);
        return 0;
      case "spawn-waiting":
        yield* this.spawn(act.child, true);
        return 0;
      case "join":
        return yield* this.joinOldest(false);
      case "abort":
        return yield* this.joinOldest(true);
      case "detach":
        yield* this.detachOldest();
        return 0;
      case "blocking":
        return yield* this.block();
      case "in-place":
        return yield* blockInPlace(() => this.count());
      case "yield":
        yield* wait(yieldNow());
        return 0;
    }
  }

  private *spawn(plan: TaskPlan, waiting: boolean): Op<void> {
    const begin = new Signal();
    const name = `${this.name}.${this.spawned++}`;
    const join = yield* spawn(this.workload.task(plan, waiting ? begin : null, name), name);
    this.children.push({ plan, join, begin });
  }

  private *joinOldest(abort: boolean): Op<number> {
    const child = this.children[0];
    if (child === undefined) return 0;
    if (abort) yield* child.join.abort();
    // Even a task that is aborted may be past caring, and wait.
    yield* child.begin.raise();
    this.children.shift(); // from here on the await owns the handle
    return this.workload.outputOf(yield* wait(child.join), child.plan, abort);
  }

  private *detachOldest(): Op<void> {
    const child = this.children.shift();
    if (child === undefined) return;
    yield* child.begin.raise();
    yield* child.join.drop();
  }

  private *block(): Op<number> {
    const join = yield* spawnBlocking(() => this.count(), `${this.name} blocks`);
    const result = yield* wait(join);
    if (result.ok) return result.value;
    assert(this.workload.closing, "a blocking call is cancelled only where its runtime is dropped");
    return 0;
  }

  /** Something to do on whatever thread. */
  private *count(): Op<number> {
    // Relaxed: it orders nothing.
    yield* this.workload.blocked.fetchAdd(1, "Relaxed");
    return 1;
  }
}
