/**
 * A task comes to the inject queue too late: it is closed. Its reference is dropped and nothing else: its
 * future is for the shutdown of the runtime. To drop it here, with the lock held, runs foreign code, which may
 * wake another task, and so come back to the lock.
 */
import { scenario } from "../../properties/index.ts";
import {
  type Context,
  Inject,
  type Notified,
  OwnedTasks,
  PENDING,
  type Poll,
  type Schedule,
  type Task,
  type Waker,
} from "../../runtime/index.ts";
import { assert, type Op, spawn } from "../../sim/index.ts";

class InjectScheduler implements Schedule {
  readonly owned = new OwnedTasks();
  readonly inject = new Inject();

  schedule(task: Notified): Op<void> {
    return this.inject.push(task);
  }

  release(task: Task): Op<Task | null> {
    return this.owned.remove(task);
  }
}

/** Wakes another task when it is dropped. */
class WakesWhenDropped {
  wakes: Waker | null = null;

  *poll(): Op<Poll<void>> {
    return PENDING;
  }

  *drop(): Op<void> {
    if (this.wakes !== null) yield* this.wakes.wake();
  }
}

/** Gives its waker to another future. */
class GivesWaker {
  private readonly to: WakesWhenDropped;

  constructor(to: WakesWhenDropped) {
    this.to = to;
  }

  *poll(cx: Context): Op<Poll<void>> {
    this.to.wakes = yield* cx.waker.clone();
    return PENDING;
  }

  *drop(): Op<void> {}
}

export const injectLatePush = scenario({
  name: "scheduler/inject-late-push",
  about: "A task whose future wakes another one when it is dropped is pushed while the inject queue is closed.",
  source: "tokio-rs/tokio#2046",
  *model() {
    const scheduler = new InjectScheduler();
    const { owned, inject } = scheduler;
    const waking = new WakesWhenDropped();
    const late = yield* owned.bind(waking, scheduler, "late");
    const woken = yield* owned.bind(new GivesWaker(waking), scheduler, "woken");
    assert(late.notified !== null && woken.notified !== null, "the list of tasks is open");
    yield* late.join.drop();
    yield* woken.join.drop();
    yield* (yield* owned.assertOwner(woken.notified)).run();

    const { notified } = late;
    const pusher = yield* spawn(() => inject.push(notified), "pusher");
    yield* inject.close();
    yield* owned.closeAndShutdownAll();
    yield* pusher.join();
    for (let task = yield* inject.pop(); task !== null; task = yield* inject.pop()) yield* task.drop();
  },
});
