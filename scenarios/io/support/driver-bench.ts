/** An I/O driver without a runtime: one thread turns it, others wait by `blockOn`. */
import { type Interest, type IoDriver, type IoHandle, newIoDriver, PollEvented } from "../../../runtime/index.ts";
import { AtomicBool, type JoinHandle, type Op, type Source, spawn } from "../../../sim/index.ts";
import { good } from "./machine.ts";

export class DriverBench {
  readonly driver: IoDriver;
  readonly handle: IoHandle;
  private readonly over = new AtomicBool(false, "over");

  constructor() {
    const { driver, handle } = newIoDriver();
    this.driver = driver;
    this.handle = handle;
  }

  /** For `park` and the like. */
  io(): IoHandle {
    return this.handle;
  }

  /** `source` with a registration. */
  *registered<S extends Source>(source: S, interest: Interest): Op<PollEvented<S>> {
    return good(yield* PollEvented.new(source, interest, { driver: this }), "registration");
  }

  /** One turn of the driver that does not wait. */
  turn(): Op<void> {
    return this.driver.parkTimeout(this, 0);
  }

  /** Turns the driver on a thread of its own, until `stop`. */
  start(): Op<JoinHandle<void>> {
    return spawn(() => this.turns(), "driver");
  }

  /** Ends the thread, and then the driver. */
  *stop(thread: JoinHandle<void>): Op<void> {
    // SeqCst, as little else here: the wakeup orders it all the same.
    yield* this.over.store(true, "SeqCst");
    yield* this.handle.unpark();
    yield* thread.join();
    yield* this.driver.shutdown(this);
  }

  private *turns(): Op<void> {
    while (!(yield* this.over.load("SeqCst"))) yield* this.driver.park(this);
  }
}

export const ONE_BYTE = new Uint8Array([1]);
