/**
 * A set is polled under one waker and then, before anything has come, under another: from now on the
 * second is the one to be woken, also by tasks that complete just when the wakers are changed.
 */
import { scenario } from "../../properties/index.ts";
import { blockOn, Context, FifoScheduler, JoinSet, wakerFn } from "../../runtime/index.ts";
import { AtomicUsize, assert, dropInPlace, type Op, spawn } from "../../sim/index.ts";
import { GivesOutput } from "../task/support/futures.ts";
import type { Resource } from "../task/support/resource.ts";

export const joinSetMoves = scenario({
  name: "scheduler/join-set-moves",
  about: "The main thread polls a set under two wakers, one after the other, while a worker completes its tasks.",
  source: "tokio util/idle_notified_set.rs: pop_notified, should_update_waker",
  *model() {
    const scheduler = new FifoScheduler();
    const set = new JoinSet<Resource>("set");
    for (let i = 0; i < 2; i++) yield* (yield* set.spawnOn(new GivesOutput(), scheduler, `task ${i}`)).drop();
    const worker = yield* spawn(() => scheduler.tick(), "worker");
    const wakes = new AtomicUsize(0, "wakes");
    const old = wakerFn("old", () => wakes.fetchAdd(1, "Relaxed") as Op<unknown> as Op<void>);
    const poll = yield* set.pollJoinNext(new Context(old));
    yield* old.drop();
    let joined = 0;
    if (poll.ready && poll.value?.ok === true) {
      yield* poll.value.value.drop();
      joined++;
    }
    for (; joined < 2; joined++) {
      const result = yield* blockOn(set.joinNext());
      assert(result?.ok === true, "a task of a set that nobody aborts has an output");
      yield* dropInPlace(result.value);
    }
    assert((yield* wakes.load("Relaxed")) <= 1, "a waker that was used up is woken again");
    yield* set.drop();
    yield* worker.join();
  },
});
