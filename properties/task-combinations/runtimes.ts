/**
 * The runtimes of the combinations, all on FIFO schedulers: the main thread runs the task while it
 * blocks (`currentThread`, and every local task), or one or two workers do.
 */
import {
  blockOn,
  type Context,
  FifoScheduler,
  type Future,
  LocalOwnedTasks,
  type Notified,
  OwnedTasks,
  PENDING,
  type Poll,
  pollFn,
  READY,
  type JoinHandle as TaskHandle,
} from "../../runtime/index.ts";
import { currentThread, type JoinHandle, type Op, spawn, unpark } from "../../sim/index.ts";
import type { TaskCombination } from "./combination.ts";

const WORKERS = { currentThread: 0, multi1: 1, multi2: 2 } as const;

/** Its tasks are run by the thread that made it, in `blockOn`; a wake from elsewhere unparks that thread. */
class DrainedScheduler extends FifoScheduler {
  private readonly thread = currentThread();

  override *schedule(task: Notified): Op<void> {
    yield* super.schedule(task);
    yield* unpark(this.thread);
  }

  /** Polls `future`, then, while it is pending, one task after each poll. */
  draining<T>(future: Future<T>): Future<T> {
    const scheduler = this;
    return {
      *poll(cx: Context): Op<Poll<T>> {
        const poll = yield* future.poll(cx);
        if (poll.ready) return poll;
        if ((yield* scheduler.tick(1)) > 0) yield* cx.waker.wakeByRef();
        return PENDING;
      },
      drop: () => future.drop(),
    };
  }
}

export class CombinationRuntime {
  private readonly main: DrainedScheduler;
  private readonly shared = new FifoScheduler();
  private readonly workers: JoinHandle<void>[] = [];
  private readonly home: FifoScheduler;

  private constructor(local: boolean, workers: number) {
    this.main = new DrainedScheduler({ owned: local ? new LocalOwnedTasks() : new OwnedTasks() });
    this.home = local || workers === 0 ? this.main : this.shared;
  }

  static *start({ runtime, local }: TaskCombination): Op<CombinationRuntime> {
    const started = new CombinationRuntime(local, WORKERS[runtime]);
    for (let i = 1; i <= WORKERS[runtime]; i++) {
      started.workers.push(yield* spawn(() => started.shared.work(), `worker ${i}`));
    }
    return started;
  }

  spawn<T>(future: Future<T>): Op<TaskHandle<T>> {
    return this.home.spawn(future, "task");
  }

  blockOn<T>(future: Future<T>): Op<T> {
    return blockOn(this.home === this.main ? this.main.draining(future) : future);
  }

  /** Runs `body` on a thread that is not the task's, if there is one; does not wait for it. */
  *elsewhere(body: () => Op<void>): Op<void> {
    if (this.home === this.shared || this.workers.length === 0) {
      yield* body();
      return;
    }
    const helper = pollFn(function* () {
      yield* body();
      return READY;
    });
    yield* (yield* this.shared.spawn(helper, "helper")).drop();
  }

  /** Cancels what is left while the workers are still at it, then sends them home. */
  *shutdown(): Op<void> {
    yield* this.home.owned.closeAndShutdownAll();
    yield* this.shared.stop();
    for (const worker of this.workers) yield* worker.join();
    yield* this.main.shutdown();
    yield* this.shared.shutdown();
  }
}
