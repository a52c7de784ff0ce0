/**
 * Which signals came, and who listens, after tokio's `signal/registry.rs` and `signal/unix.rs`. A handler may
 * hardly do anything: it notes the signal and writes a byte into a pipe, by which a driver is told.
 */
import {
  AtomicBool,
  Once,
  type Op,
  onSignal,
  ProcessLocal,
  pipe,
  type SignalName,
  type SysPipeReader,
  type SysPipeWriter,
} from "../../sim/index.ts";
import { Occurrences } from "./occurrences.ts";

const BYTE = Uint8Array.of(1);

/** One sort of signal. */
class SignalInfo {
  readonly occurrences: Occurrences;
  private readonly pending: AtomicBool;
  private readonly init: Once;
  private readonly signal: SignalName;

  constructor(signal: SignalName) {
    this.signal = signal;
    this.occurrences = new Occurrences(signal);
    this.pending = new AtomicBool(false, `${signal}.pending`);
    this.init = new Once(`${signal}.init`);
  }

  /** Sets the handler, once in the process. */
  enable(sender: SysPipeWriter): Op<void> {
    return this.init.callOnce(() => onSignal(this.signal, () => this.handle(sender)));
  }

  /** Tells the listeners, if the signal came since the last time. */
  *broadcast(): Op<void> {
    if (yield* this.pending.swap(false, "SeqCst")) yield* this.occurrences.send();
  }

  private *handle(sender: SysPipeWriter): Op<void> {
    yield* this.pending.store(true, "SeqCst");
    // Full: then there is something to be read already.
    yield* sender.write(BYTE);
  }
}

/** What the runtimes of a process share. */
class Globals {
  private readonly reader: SysPipeReader;
  private readonly sender: SysPipeWriter;
  private readonly infos = new Map<SignalName, SignalInfo>();

  constructor() {
    const { reader, writer } = pipe({ name: "signal", faultless: true });
    this.reader = reader;
    this.sender = writer;
  }

  /** A descriptor of its own for one driver. */
  receiver(name: string): SysPipeReader {
    return this.reader.duplicate(name);
  }

  enable(signal: SignalName): Op<void> {
    return this.infoOf(signal).enable(this.sender);
  }

  infoOf(signal: SignalName): SignalInfo {
    let info = this.infos.get(signal);
    if (info === undefined) {
      info = new SignalInfo(signal);
      this.infos.set(signal, info);
    }
    return info;
  }

  *broadcast(): Op<void> {
    for (const info of this.infos.values()) yield* info.broadcast();
  }
}

export const GLOBALS: ProcessLocal<Globals> = new ProcessLocal(() => new Globals());
