/**
 * A hook that is called before the thread parks, and always finds something to do: it wakes the future of
 * the blockOn. The thread must not sleep then, and yet the driver must have its turn: it alone hears of the
 * event that the future waits for.
 */
import { scenario } from "../../properties/index.ts";
import {
  type Context,
  CurrentThread,
  type Driver,
  type DriverHandle,
  newDriver,
  type Poll,
  type Waker,
} from "../../runtime/index.ts";
import { AtomicBool, type Op, spawn } from "../../sim/index.ts";
import { HoldingFuture } from "../task/support/futures.ts";
import { Gate } from "../task/support/gate.ts";

/** Opens a gate when it is looked at after an event. */
class EventDriver implements Driver {
  readonly event = new AtomicBool(false, "event");
  private readonly inner: Driver;
  private readonly gate: Gate;

  constructor(inner: Driver, gate: Gate) {
    this.inner = inner;
    this.gate = gate;
  }

  *park(handle: DriverHandle): Op<void> {
    yield* this.inner.park(handle);
    yield* this.deliver();
  }

  *parkTimeout(handle: DriverHandle, ns: number): Op<void> {
    yield* this.inner.parkTimeout(handle, ns);
    yield* this.deliver();
  }

  shutdown(handle: DriverHandle): Op<void> {
    return this.inner.shutdown(handle);
  }

  private *deliver(): Op<void> {
    if (yield* this.event.swap(false, "AcqRel")) yield* this.gate.open();
  }
}

/** Waits for the gate, and leaves a waker for the hook. */
class Passes extends HoldingFuture<void> {
  waker: Waker | null = null;
  private readonly gate: Gate;

  constructor(gate: Gate) {
    super();
    this.gate = gate;
  }

  *poll(cx: Context): Op<Poll<void>> {
    this.waker ??= yield* cx.waker.clone();
    return yield* this.gate.pass(cx);
  }

  override *drop(): Op<void> {
    yield* super.drop();
    if (this.waker !== null) yield* this.waker.drop();
    this.waker = null;
  }
}

export const currentThreadBusyHook = scenario({
  name: "scheduler/current-thread-busy-hook",
  about: "A hook wakes the future of a blockOn each time its thread is about to park, while a thread causes an event.",
  source: "tokio-rs/tokio#8212: on_thread_park that schedules work",
  bounds: { steps: 20_000 },
  *model() {
    const gate = new Gate();
    const future = new Passes(gate);
    const { driver, handle } = newDriver();
    const events = new EventDriver(driver, gate);
    const runtime = new CurrentThread(events, handle, {
      *beforePark() {
        if (future.waker !== null) yield* future.waker.wakeByRef();
      },
    });
    const source = yield* spawn(() => events.event.store(true, "Release"), "source");
    yield* runtime.blockOn(future);
    yield* source.join();
    yield* runtime.shutdown();
    yield* gate.drop();
  },
});
