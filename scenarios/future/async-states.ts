/**
 * The states of an async fn, all of them: unresumed, suspended at each await, returned. The two events
 * come from two threads, before, between or during the polls, so each await is passed at once or suspends.
 */
import { scenario } from "../../properties/index.ts";
import { async_, blockOn, pollFn, wait } from "../../runtime/index.ts";
import { assert, catchUnwind, spawn } from "../../sim/index.ts";
import { Signal } from "./support/signal.ts";

export const asyncStates = scenario({
  name: "future/async-states",
  about: "An async fn awaits two events that come from two threads; it goes through rustc's states in order.",
  source: "rustc compiler/rustc_mir_transform/src/coroutine.rs: UNRESUMED, RETURNED, POISONED, suspension points",
  *model() {
    const first = new Signal("first");
    const second = new Signal("second");
    const both = async_(
      function* () {
        yield* wait(first.awaited());
        yield* wait(second.awaited());
        return "both";
      },
      { name: "both" },
    );
    assert(both.stateNumber === 0, "unresumed before the first poll");
    const left = yield* spawn(() => first.happens(), "left");
    const right = yield* spawn(() => second.happens(), "right");

    let state = 0;
    const watched = pollFn(function* (cx) {
      const poll = yield* both.poll(cx);
      const now = both.stateNumber ?? -1;
      assert(poll.ready ? now === 1 : now >= 3 && now >= state, `state ${now} after a poll in state ${state}`);
      state = now;
      return poll;
    });
    assert((yield* blockOn(watched)) === "both", "the output is the body's");

    const again = yield* catchUnwind(() => blockOn(pollFn((cx) => both.poll(cx))));
    assert(!again.ok && again.panic.message === "`async fn` resumed after completion", "polled after completion");
    yield* both.drop();
    yield* left.join();
    yield* right.join();
    yield* first.drop();
    yield* second.drop();
  },
});
