/** The word of a `Notify`: two bits of state, and above them how often `notifyWaiters` was called. */

/** Nobody waits, nothing is kept. */
export const EMPTY = 0;
/** Somebody waits in the list. Only whoever holds the list's lock leaves this state. */
export const WAITING = 1;
/** A notification is kept for the first who asks. */
export const NOTIFIED = 2;

/** Added to the word by each call of `notifyWaiters`. */
export const ONE_CALL = 4;

const STATE_MASK = 3;
const NAMES = ["empty", "waiting", "notified"];

export function stateOf(word: number): number {
  return word & STATE_MASK;
}

export function withState(word: number, state: number): number {
  return ((word & ~STATE_MASK) | state) >>> 0;
}

/** How often `notifyWaiters` was called, modulo 2^30. */
export function callsOf(word: number): number {
  return word >>> 2;
}

export function nextCall(word: number): number {
  return (word + ONE_CALL) >>> 0;
}

export function showNotifyWord(word: number): string {
  return `${NAMES[stateOf(word)] ?? "?"} call ${callsOf(word)}`;
}
