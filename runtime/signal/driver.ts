/**
 * `SignalDriver`, after tokio's `runtime/signal/mod.rs`: parks on the I/O driver, and where that was told of
 * signals, tells the listeners.
 */
import {
  AtomicBool,
  IO_DONE,
  type IoResult,
  ioErr,
  Once,
  type Op,
  panic,
  type SysPipeReader,
} from "../../sim/index.ts";
import type { HasIoHandle, IoDriver } from "../io/driver.ts";
import type { IoHandle } from "../io/handle.ts";
import { GLOBALS } from "./registry.ts";

/** How much is read from the pipe at once. */
const CHUNK = 128;

/** Everybody's side. */
export class SignalHandle {
  private readonly label: string;
  private readonly io: IoHandle;
  private readonly registered: Once;
  private readonly gone: AtomicBool;
  private receiver: SysPipeReader | null = null;
  private outcome: IoResult<void> = IO_DONE;

  /** `label` is for traces. */
  constructor(label: string, io: IoHandle) {
    this.label = label;
    this.io = io;
    this.registered = new Once(`${label}.registered`);
    this.gone = new AtomicBool(false, `${label}.gone`);
  }

  /** From now on the driver is told of signals; an error where there is no driver any more. */
  *begin(): Op<IoResult<void>> {
    if (yield* this.gone.load("Acquire")) return ioErr("Other", "signal driver gone");
    yield* this.registered.callOnce(() => this.register());
    return this.outcome;
  }

  /** For the driver: reads all that is in the pipe. */
  *drain(): Op<void> {
    const receiver = this.receiver ?? panic("signals without a receiver");
    for (;;) {
      const read = yield* receiver.read(CHUNK);
      if (!read.ok && read.error.kind === "WouldBlock") return;
      if (!read.ok) panic(`Bad read on self-pipe: ${read.error.message}`);
      if (read.value.length === 0) panic("EOF on self-pipe");
    }
  }

  /** For the driver: there will be none. */
  *end(): Op<void> {
    yield* this.gone.store(true, "Release");
    if (yield* this.registered.isCompleted()) {
      const { receiver } = this;
      if (receiver !== null) yield* receiver.close();
    }
  }

  private *register(): Op<void> {
    this.receiver = GLOBALS.get().receiver(`${this.label}.receiver`);
    this.outcome = yield* this.io.registerSignalReceiver(this.receiver);
  }
}

export class SignalDriver {
  private readonly io: IoDriver;
  private readonly handle: SignalHandle;

  constructor(io: IoDriver, handle: SignalHandle) {
    this.io = io;
    this.handle = handle;
  }

  *park(handle: HasIoHandle): Op<void> {
    yield* this.io.park(handle);
    yield* this.process();
  }

  *parkTimeout(handle: HasIoHandle, ns: number): Op<void> {
    yield* this.io.parkTimeout(handle, ns);
    yield* this.process();
  }

  *shutdown(handle: HasIoHandle): Op<void> {
    yield* this.io.shutdown(handle);
    yield* this.handle.end();
  }

  private *process(): Op<void> {
    if (!this.io.consumeSignalReady()) return;
    // First the pipe, then the marks: a signal that comes in between leaves both.
    yield* this.handle.drain();
    yield* GLOBALS.get().broadcast();
  }
}
