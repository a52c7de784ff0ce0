/** What the operations of a broadcast channel say when there is no value. */

/** All senders are gone, and every value was received. */
export interface Closed {
  readonly kind: "closed";
}

/** So many values were overwritten before this receiver came to them; the next one is the oldest that is left. */
export interface Lagged {
  readonly kind: "lagged";
  readonly missed: number;
}

/** Nothing there yet. */
export interface Empty {
  readonly kind: "empty";
}

export type RecvError = Closed | Lagged;
export type TryRecvError = Closed | Lagged | Empty;

export const CLOSED: { readonly ok: false; readonly error: Closed } = { ok: false, error: { kind: "closed" } };
export const EMPTY: { readonly ok: false; readonly error: Empty } = { ok: false, error: { kind: "empty" } };

export function lagged(missed: number): { readonly ok: false; readonly error: Lagged } {
  return { ok: false, error: { kind: "lagged", missed } };
}
