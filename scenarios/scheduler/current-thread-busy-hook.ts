/**
 * A hook that is called before the thread parks, and always finds something to do: it wakes the future of
 * the blockOn. The thread must not sleep then, and yet the driver must have its turn.
 */
import { scenario } from "../../properties/index.ts";
import { type Context, PENDING, type Poll, READY, type Waker } from "../../runtime/index.ts";
import { AtomicBool, type Op, spawn } from "../../sim/index.ts";
import { HoldingFuture } from "../task/support/futures.ts";
import { currentThreadRuntime } from "./support/current-thread-runtime.ts";

/** Ready some time after `isSet`; nobody but the hook wakes it. */
class Watches extends HoldingFuture<void> {
  waker: Waker | null = null;
  readonly isSet = new AtomicBool(false, "isSet");

  *poll(cx: Context): Op<Poll<void>> {
    this.waker ??= yield* cx.waker.clone();
    return (yield* this.isSet.load("Acquire")) ? READY : PENDING;
  }

  override *drop(): Op<void> {
    yield* super.drop();
    if (this.waker !== null) yield* this.waker.drop();
  }
}

export const currentThreadBusyHook = scenario({
  name: "scheduler/current-thread-busy-hook",
  about:
    "A hook wakes the future of a blockOn each time its thread is about to park, while another thread sets a flag.",
  source: "tokio-rs/tokio#8212: on_thread_park that schedules work",
  bounds: { steps: 20_000 },
  *model() {
    const future = new Watches();
    const runtime = currentThreadRuntime({
      *beforePark() {
        if (future.waker !== null) yield* future.waker.wakeByRef();
      },
    });
    const setter = yield* spawn(() => future.isSet.store(true, "Release"), "setter");
    yield* runtime.blockOn(future);
    yield* setter.join();
    yield* runtime.shutdown();
  },
});
