/**
 * A FuturesUnordered is cleared, or dropped, while a thread is in the middle of a wake. Having the set to
 * itself, the owner does not have the ready queue to itself: whoever still pushes needs it, and its last
 * user takes it down.
 */
import { scenario } from "../../properties/index.ts";
import { async_, Context, FuturesUnordered, noopWaker, wait } from "../../runtime/index.ts";
import { spawn } from "../../sim/index.ts";
import { Signal } from "./support/signal.ts";

export const futuresUnorderedCleared = scenario({
  name: "future/futures-unordered-cleared",
  about: "A set is cleared or dropped while two threads wake its two futures.",
  source: "rust-lang/futures-rs issue 2529 and PR 2809: clear() must not assume that it has the ready queue to itself",
  options: { clears: { oneOf: [true, false] } },
  *model({ clears }) {
    const events = [new Signal("a"), new Signal("b")] as const;
    const set = new FuturesUnordered<void>("set");
    for (const event of events) {
      const answer = () => wait(event.awaited());
      yield* set.push(async_(answer));
    }
    const waker = noopWaker();
    yield* set.pollNext(new Context(waker));
    const left = yield* spawn(() => events[0].happens(), "left");
    const right = yield* spawn(() => events[1].happens(), "right");
    if (clears) yield* set.clear();
    yield* set.drop();
    yield* left.join();
    yield* right.join();
    yield* waker.drop();
    for (const event of events) yield* event.drop();
  },
});
