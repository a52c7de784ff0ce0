/**
 * A future of a FuturesUnordered panics when it is dropped, while a thread may have queued its node. Who frees
 * the node was settled before: the queue if it was queued, else the set.
 */
import { scenario } from "../../properties/index.ts";
import {
  Context,
  type Future,
  FuturesUnordered,
  noopWaker,
  PENDING,
  type Poll,
  type Waker,
} from "../../runtime/index.ts";
import { assert, catchUnwind, type Op, panic, spawn } from "../../sim/index.ts";

class PanicsInDrop implements Future<void> {
  waker: Waker | null = null;

  *poll(cx: Context): Op<Poll<void>> {
    this.waker ??= yield* cx.waker.clone();
    return PENDING;
  }

  *drop(): Op<void> {
    panic("drop");
  }
}

export const futuresUnorderedDropPanics = scenario({
  name: "future/futures-unordered-drop-panics",
  about: "A set is dropped whose future panics in its drop, while a thread wakes this future.",
  source: "rust-lang/futures-rs PR 2886; futures/tests/stream_futures_unordered.rs, panic_on_drop_fut",
  *model() {
    const set = new FuturesUnordered<void>("set");
    const future = new PanicsInDrop();
    yield* set.push(future);
    const noop = noopWaker();
    yield* set.pollNext(new Context(noop));
    const waker = future.waker;
    assert(waker !== null, "polled once");
    const other = yield* spawn(() => waker.wake(), "other");
    const dropped = yield* catchUnwind(() => set.drop());
    assert(!dropped.ok && dropped.panic.message === "drop", "the future's panic goes on to whoever drops the set");
    yield* other.join();
    yield* noop.drop();
  },
});
