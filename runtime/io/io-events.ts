/** What the I/O driver tells of itself, for monitors: see `events.ts` for the rules. */
import type { Ready } from "./ready.ts";
import type { ReadyEvent } from "./ready-event.ts";
import type { ScheduledIo } from "./scheduled-io.ts";

/** The driver has an event of the poller's for `io`: `ready` is in its word from now on. */
export interface IoReadied {
  readonly type: "io.event";
  readonly io: ScheduledIo;
  readonly ready: Ready;
}

/**
 * - `io.ready`: `event` is what somebody was just told of `io`
 * - `io.operation`: an operation on the resource begins, as `event` allows it
 */
export interface IoUsed {
  readonly type: "io.ready" | "io.operation";
  readonly io: ScheduledIo;
  readonly event: ReadyEvent;
}

/** An operation that `event` had allowed found nothing: `cleared` is not in the word any more. */
export interface IoCleared {
  readonly type: "io.clear";
  readonly io: ScheduledIo;
  readonly event: ReadyEvent;
  readonly cleared: Ready;
}

/** `io` is on the driver's list, is about to go from there, or hears that the driver is shut down. */
export interface IoLife {
  readonly type: "io.register" | "io.deregister" | "io.shutdown";
  readonly io: ScheduledIo;
}

export type IoEvent = IoReadied | IoUsed | IoCleared | IoLife;
