/** Which of several workers has the least to do. */
export class Lanes {
  readonly #busy: number[];

  constructor(count: number) {
    this.#busy = Array.from({ length: count }, () => 0);
  }

  /** The lane with the least under way, and one more from now on; of equals the first. */
  take(): number {
    const lane = this.#busy.indexOf(Math.min(...this.#busy));
    this.#busy[lane] = (this.#busy[lane] ?? 0) + 1;
    return lane;
  }

  release(lane: number): void {
    this.#busy[lane] = (this.#busy[lane] ?? 0) - 1;
  }
}
