/** What was counted so far: of a slice, of a piece, of all of them. */

export interface Tally {
  readonly executions: number;
  readonly blocked: number;
  readonly cut: number;
  /** The bounds that were hit, in words, each once. */
  readonly bounds: readonly string[];
}

export const NOTHING: Tally = { executions: 0, blocked: 0, cut: 0, bounds: [] };

export function sum(a: Tally, b: Tally): Tally {
  return {
    executions: a.executions + b.executions,
    blocked: a.blocked + b.blocked,
    cut: a.cut + b.cut,
    bounds: [...new Set([...a.bounds, ...b.bounds])],
  };
}
