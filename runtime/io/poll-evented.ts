/**
 * `PollEvented`: a resource with its registration, after tokio's `io/poll_evented.rs`. It owns both: dropping it
 * deregisters and closes the resource.
 */
import { IO_DONE, type IoResult, ioOk, type Op, Owned, panic, type Source } from "../../sim/index.ts";
import { currentHandle } from "../context.ts";
import { async_, wait } from "../future/async.ts";
import type { Context } from "../future/context.ts";
import type { Future } from "../future/future.ts";
import { PENDING, type Poll, ready } from "../future/poll.ts";
import { Interest } from "./interest.ts";
import type { ReadBuf } from "./read-buf.ts";
import type { Ready } from "./ready.ts";
import { type HasIoDriver, Registration } from "./registration.ts";

/** What can be read from, as a socket or a pipe's end. */
export interface ReadsBytes extends Source {
  read(max: number): Op<IoResult<Uint8Array>>;
}

/** What can be written to. */
export interface WritesBytes extends Source {
  write(bytes: Uint8Array): Op<IoResult<number>>;
}

export class PollEvented<S extends Source> extends Owned {
  readonly sort = "poll evented";
  readonly registration: Registration;
  private owned: S | null;

  private constructor(source: S, registration: Registration) {
    super(null);
    this.owned = source;
    this.registration = registration;
  }

  /** Registers `source` with the runtime of `handle`, by default the current one. Takes it over: closed where that fails. */
  static *new<S extends Source>(
    source: S,
    interest: Interest = Interest.READABLE.add(Interest.WRITABLE),
    handle: HasIoDriver = currentHandle(),
  ): Op<IoResult<PollEvented<S>>> {
    const registration = yield* Registration.new(source, interest, handle);
    if (registration.ok) return ioOk(new PollEvented(source, registration.value));
    yield* source.close();
    return registration;
  }

  /** The resource itself. */
  get source(): S {
    this.use("source");
    return this.owned ?? panic("called `Option::unwrap()` on a `None` value");
  }

  /** Resolves once the resource is ready for some of `interest`, and then with what for. May be wrong, as all readiness. */
  ready(interest: Interest): Future<IoResult<Ready>> {
    return async_(() => this.whenReady(interest), { name: "ready" });
  }

  /** Resolves once it is worth it to `tryRead`. */
  readable(): Future<IoResult<void>> {
    return async_(() => this.whenAny(Interest.READABLE), { name: "readable" });
  }

  /** Resolves once it is worth it to `tryWrite`. */
  writable(): Future<IoResult<void>> {
    return async_(() => this.whenAny(Interest.WRITABLE), { name: "writable" });
  }

  /** How many bytes were read into `into`, 0 at the end; `WouldBlock` where there are none yet. */
  *tryRead(this: PollEvented<S & ReadsBytes>, into: Uint8Array): Op<IoResult<number>> {
    return filled(into, yield* this.registration.tryIo(Interest.READABLE, () => this.source.read(into.length)));
  }

  /** How many of `bytes` were taken; `WouldBlock` where there is no room. */
  tryWrite(this: PollEvented<S & WritesBytes>, bytes: Uint8Array): Op<IoResult<number>> {
    return this.registration.tryIo(Interest.WRITABLE, () => this.source.write(bytes));
  }

  /** How many bytes `read`, which reads in a way of its own, has put into `into` once it did not block. */
  *readInto(into: Uint8Array, read: (source: S) => Op<IoResult<Uint8Array>>): Op<IoResult<number>> {
    return filled(into, yield* wait(this.registration.asyncIo(Interest.READABLE, () => read(this.source))));
  }

  /** Fills `buf` with at least one byte, once there is one; with none at the end. */
  *pollRead(this: PollEvented<S & ReadsBytes>, cx: Context, buf: ReadBuf): Op<Poll<IoResult<void>>> {
    for (;;) {
      const poll = yield* this.registration.pollReadReady(cx);
      if (!poll.ready) return PENDING;
      if (!poll.value.ok) return ready(poll.value);
      const event = poll.value.value;
      const room = buf.remaining;
      const result = yield* this.registration.attempt(event, () => this.source.read(room));
      if (!result.ok && result.error.kind === "WouldBlock") continue;
      if (!result.ok) return ready(result);
      // Less than there was room for: all was read, and the next edge is yet to come.
      if (isPart(result.value.length, room)) yield* this.registration.clearReadiness(event);
      buf.putSlice(result.value);
      return ready(IO_DONE);
    }
  }

  /** Writes at least one of the bytes, once there is room. */
  *pollWrite(this: PollEvented<S & WritesBytes>, cx: Context, bytes: Uint8Array): Op<Poll<IoResult<number>>> {
    for (;;) {
      const poll = yield* this.registration.pollWriteReady(cx);
      if (!poll.ready) return PENDING;
      if (!poll.value.ok) return ready(poll.value);
      const event = poll.value.value;
      const result = yield* this.registration.attempt(event, () => this.source.write(bytes));
      if (!result.ok && result.error.kind === "WouldBlock") continue;
      // Not all of it: there is no room left, and the next edge is yet to come.
      if (result.ok && isPart(result.value, bytes.length)) yield* this.registration.clearReadiness(event);
      return ready(result);
    }
  }

  /** Gives the resource back, deregistered; it is closed where that fails. */
  *intoInner(): Op<IoResult<S>> {
    this.consume("moved out of");
    const source = this.take();
    const deregistered = yield* this.registration.deregister(source);
    if (!deregistered.ok) yield* source.close();
    yield* this.registration.drop();
    return deregistered.ok ? ioOk(source) : deregistered;
  }

  /** Whatever the poller says to it. */
  *drop(): Op<void> {
    this.consume("dropped");
    const source = this.take();
    yield* this.registration.deregister(source);
    yield* source.close();
    yield* this.registration.drop();
  }

  private *whenReady(interest: Interest): Op<IoResult<Ready>> {
    const event = yield* wait(this.registration.readiness(interest));
    return event.ok ? ioOk(event.value.ready) : event;
  }

  private *whenAny(interest: Interest): Op<IoResult<void>> {
    const event = yield* wait(this.registration.readiness(interest));
    return event.ok ? IO_DONE : event;
  }

  private take(): S {
    const source = this.owned ?? panic("called `Option::unwrap()` on a `None` value");
    this.owned = null;
    return source;
  }
}

/** Copies what was read to where the caller wants it. */
function filled(into: Uint8Array, read: IoResult<Uint8Array>): IoResult<number> {
  if (!read.ok) return read;
  into.set(read.value);
  return ioOk(read.value.length);
}

const isPart = (length: number, of: number): boolean => 0 < length && length < of;
