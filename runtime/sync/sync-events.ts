/** What the synchronisation primitives tell of themselves: permits, notifications, messages. */

/**
 * What happens to permits of a batch semaphore. `count` permits are
 * - `total`: there when it is made, or added later by whoever holds none
 * - `assign`: given to a waiter in the queue, whose future has yet to be polled
 * - `acquire`: in the hands of a caller: its future resolved, or a try succeeded
 * - `unassign`: given back by a waiter that was cancelled
 * - `release`: given back by a caller that held them
 * - `forget`: gone for good
 */
export interface PermitEvent {
  readonly type:
    | "permit.total"
    | "permit.acquire"
    | "permit.release"
    | "permit.forget"
    | "permit.assign"
    | "permit.unassign";
  readonly semaphore: object;
  readonly count: number;
}

/**
 * One notification of a Notify:
 * - `given`: `notifyOne` or `notifyLast` stored a permit that was not there, or chose a waiter
 * - `taken`: a `Notified` resolves by it
 * - `returned`: the waiter it was given to is dropped; what is passed on is told as `given` again
 *
 * `notify.all`: `notifyWaiters` moved the generation; what resolves by that is no `taken`.
 */
export interface NotifyEvent {
  readonly type: "notify.given" | "notify.taken" | "notify.returned" | "notify.all";
  readonly notify: object;
}

/** A channel came to be; it is closed (nothing more is accepted); it is at its end (all of it is dropped). */
export interface ChannelLife {
  readonly type: "channel.new" | "channel.close" | "channel.end";
  readonly channel: object;
}

/**
 * A message was accepted (`send`, where the send takes effect), received, or dropped inside of the channel.
 * `message` is its identity: what was sent, or a stand-in that the channel keeps beside it. `receiver`
 * tells the receivers of a broadcast apart.
 */
export interface ChannelMessage {
  readonly type: "channel.send" | "channel.receive" | "channel.drop";
  readonly channel: object;
  readonly message: unknown;
  readonly receiver?: object;
}

/** A test program calls an operation of the primitive `object`; `call` is the same in both events of a call. */
export interface CallBegin {
  readonly type: "call.begin";
  readonly object: object;
  readonly op: string;
  readonly args: readonly unknown[];
  readonly call: number;
}

/** The call returned. One that was cancelled or panicked has no end. */
export interface CallEnd {
  readonly type: "call.end";
  readonly object: object;
  readonly op: string;
  readonly args: readonly unknown[];
  readonly result: unknown;
  readonly call: number;
}

export type SyncEvent = PermitEvent | NotifyEvent | ChannelLife | ChannelMessage | CallBegin | CallEnd;
