/**
 * What a primitive does when one call comes after the other: a pure function from state to state.
 *
 * A call that may wait takes effect more than once: it joins the queue, and later it returns. Between
 * the two it stands in a phase of its own (0: it has done nothing yet), as in the dual linearizability
 * of Scherer and Scott. So a specification can say who is served first, and what a call leaves behind
 * that is cancelled while it waits.
 */

export interface SpecifiedCall {
  /** Its number in the history, for queues that have to tell calls apart. */
  readonly id: number;
  /** Of the thread that makes it. */
  readonly thread: number;
  readonly op: string;
  readonly args: readonly unknown[];
}

/** One thing that a call may do in a state: return `result`, or go on to `phase`. */
export type Effect<S> = { readonly state: S; readonly result: unknown } | { readonly state: S; readonly phase: number };

/** The state is plain data: two states are one where their JSON is. */
export interface Specification<S> {
  readonly name: string;
  readonly initial: S;
  /** All that `call`, in `phase`, may do next; nothing at all while it has to wait. */
  step(state: S, call: SpecifiedCall, phase: number): readonly Effect<S>[];
  /** What a cancelled call leaves behind; by default it might never have been made. */
  cancel?(state: S, call: SpecifiedCall, phase: number): S;
}

/** The call returns `result`. */
export function returns<S>(state: S, result: unknown = "ok"): readonly Effect<S>[] {
  return [{ state, result }];
}

/** The call waits, in `phase`, and has left its mark in `state`. */
export function goesOn<S>(state: S, phase = 1): readonly Effect<S>[] {
  return [{ state, phase }];
}

/** The call can do nothing now. */
export const WAITS: readonly never[] = [];
