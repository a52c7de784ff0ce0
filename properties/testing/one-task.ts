/** For tests of the monitors of tasks: a model that has one task, and does with it what no runtime would. */
import {
  type Context,
  FifoScheduler,
  type Future,
  type JoinHandle,
  PENDING,
  type Poll,
  type RawTask,
  READY,
  type RuntimeEvent,
  type Waker,
} from "../../runtime/index.ts";
import { type Finding, type Listener, type Op, observe } from "../../sim/index.ts";
import { firstFinding } from "./first-finding.ts";

export interface OneTask {
  readonly scheduler: FifoScheduler;
  readonly join: JoinHandle<void>;
  readonly raw: RawTask;
  readonly future: KeepsWaker;
}

/** Keeps a waker at its first poll and is pending; ready at the second. */
export class KeepsWaker implements Future<void> {
  private waker: Waker | null = null;
  private polled = false;

  /** Wakes and consumes the waker, if there is one. */
  *wake(): Op<void> {
    const { waker } = this;
    this.waker = null;
    if (waker !== null) yield* waker.wake();
  }

  /** Drops the waker, if there is one. */
  *letGo(): Op<void> {
    const { waker } = this;
    this.waker = null;
    if (waker !== null) yield* waker.drop();
  }

  *poll(cx: Context): Op<Poll<void>> {
    if (this.polled) return READY;
    this.polled = true;
    this.waker = yield* cx.waker.clone();
    return PENDING;
  }

  *drop(): Op<void> {}
}

/** The first finding of `monitor` on a model that has spawned "task", not run yet, and does `misuse` with it. */
export function withTask(monitor: () => Listener, misuse: (one: OneTask) => Op<void>): Finding | null {
  return firstFinding(
    () => [monitor()],
    () => spawnAnd(misuse),
    50,
  );
}

function* spawnAnd(misuse: (one: OneTask) => Op<void>): Op<void> {
  const scheduler = new FifoScheduler();
  const future = new KeepsWaker();
  const join = yield* scheduler.spawn(future, "task");
  yield* misuse({ scheduler, join, raw: join.raw, future });
}

/** Runs the task to its end and puts everything away: what a monitor must stay silent on. */
export function* runToTheEnd({ scheduler, join, future }: OneTask): Op<void> {
  yield* scheduler.tick();
  yield* future.wake();
  yield* scheduler.tick();
  yield* join.drop();
}

/** Has the runtime tell what it would not. */
export function claim(event: RuntimeEvent): void {
  observe(event);
}
