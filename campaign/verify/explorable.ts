/** What verification needs of an explorer, so that its tests can do with a small one. */
import type { Finding } from "../../sim/index.ts";

export interface Pending {
  /** Share of everything, estimated: what is left over of 1 is explored. */
  readonly weight: number;
}

/** What is left to explore, as JSON. */
export interface State {
  /** Each stands for a part of what is left; they have nothing in common. The last one is next. */
  readonly pending: readonly Pending[];
}

export interface Explorable {
  /** Executions explored: complete execution graphs. */
  readonly executions: number;
  /** Runs that led nowhere: no executions, no verdict. */
  readonly blocked: number;
  /** Executions that a bound cut off. */
  readonly cut: number;
  /** The bounds that were hit, in words. */
  readonly bounds: Iterable<string>;
  readonly finding: Finding | null;
  explore(shouldStop?: () => boolean): "done" | "stopped" | "finding";
  save(): State;
  load(state: State): void;
}

/** `state` in two, the first of which comes first; null where it cannot be divided. */
export function halves(state: State): readonly [first: State, second: State] | null {
  const { pending } = state;
  if (pending.length < 2) return null;
  const middle = pending.length >> 1;
  return [
    { ...state, pending: pending.slice(middle) },
    { ...state, pending: pending.slice(0, middle) },
  ];
}
