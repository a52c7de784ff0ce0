/**
 * What timers tell of themselves; part of `RuntimeEvent`. Ticks are the driver's, of 1 ms. An `entry` is
 * whatever object stands for one timer, a `driver` for what has it; both are compared by identity.
 */

/**
 * Each is told at the step that does it, or right after it, with nothing between:
 *
 * - `timer.register`: the entry is in the driver from now on, due at tick `when`; also when it is moved
 *   there by a reset, which tells of no cancelling. One that is due already is told of and fires at once.
 * - `timer.extend`: a reset to a later `when` that leaves the entry where it lies
 * - `timer.pending`: it has come due and lies in the list of those about to fire
 * - `timer.fire`: its state says that it has fired; its waker comes after
 * - `timer.cancel`: it is in no list any more, and will not fire
 */
export interface TimerEvent {
  readonly type: "timer.register" | "timer.extend" | "timer.pending" | "timer.fire" | "timer.cancel";
  readonly entry: object;
  readonly driver: object;
  /** The tick at which the entry is due. */
  readonly when: number;
  /** The driver's tick, where it looked at the clock to do this. */
  readonly now?: number;
}

export type TimeEvent = TimerEvent;
