/**
 * A set is dropped while its tasks are run: they are aborted, also those that just complete and wake their
 * entries, of a set that is no more. Nothing is kept alive by a waker, an entry or the lists.
 */
import { scenario } from "../../properties/index.ts";
import { type Context, FifoScheduler, type Future, JoinSet, PENDING, type Poll } from "../../runtime/index.ts";
import { assert, type Op, spawn } from "../../sim/index.ts";
import { Endless, GivesOutput } from "../task/support/futures.ts";
import { Resource } from "../task/support/resource.ts";

/** Owns a set that it waits for, but never to the end. */
class OwnsSet implements Future<void> {
  private readonly set: JoinSet<unknown>;
  private readonly held = new Resource("held");

  constructor(set: JoinSet<unknown>) {
    this.set = set;
  }

  *poll(cx: Context): Op<Poll<void>> {
    const poll = yield* this.set.pollJoinNext(cx);
    if (poll.ready && poll.value?.ok === true && poll.value.value instanceof Resource) yield* poll.value.value.drop();
    return PENDING;
  }

  *drop(): Op<void> {
    yield* this.set.drop();
    yield* this.held.drop();
  }
}

export const joinSetDropped = scenario({
  name: "scheduler/join-set-dropped",
  about: "A task that waits for the tasks of its set is shut down, and drops the set, while a worker runs them all.",
  source: "tokio task/join_set.rs: Drop; util/idle_notified_set.rs: drain",
  *model() {
    const scheduler = new FifoScheduler();
    const set = new JoinSet<unknown>("set");
    const first = yield* set.spawnOn(new GivesOutput(), scheduler, "brief");
    const second = yield* set.spawnOn(new Endless(), scheduler, "endless");
    const owner = yield* scheduler.spawn(new OwnsSet(set), "owner");
    const worker = yield* spawn(() => scheduler.tick(), "worker");
    yield* scheduler.shutdown();
    yield* worker.join();
    yield* scheduler.tick(); // what was queued after the shutdown had emptied the queue
    assert((yield* first.isFinished()) && (yield* second.isFinished()), "a task outlives its set and its runtime");
    yield* first.drop();
    yield* second.drop();
    yield* owner.drop();
  },
});
