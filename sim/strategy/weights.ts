/** Draws by weight. */

/** The index of the weight into which `point` falls, 0 <= point < their sum; `count`: how many of them stand. */
export function pick(weights: readonly number[], count: number, point: number): number {
  let rest = point;
  for (let i = 0; i < count - 1; i++) {
    rest -= weights[i] as number; // i < count
    if (rest < 0) return i;
  }
  return count - 1;
}
