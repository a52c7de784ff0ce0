/** An atomic word as promises see it: every access waits for its turn. */
import type { Turn } from "./turn.ts";

export class Atomic {
  private value = 0;
  private readonly turn: Turn;

  constructor(turn: Turn) {
    this.turn = turn;
  }

  async load(): Promise<number> {
    await this.turn("load");
    return this.value;
  }

  fetchAdd(operand: number): Promise<number> {
    return this.update("fetchAdd", (seen) => seen + operand);
  }

  fetchOr(operand: number): Promise<number> {
    return this.update("fetchOr", (seen) => seen | operand);
  }

  fetchAnd(operand: number): Promise<number> {
    return this.update("fetchAnd", (seen) => seen & operand);
  }

  swap(next: number): Promise<number> {
    return this.update("swap", () => next);
  }

  /** Gives back the value seen: `expected` where it wrote. */
  compareExchange(expected: number, next: number): Promise<number> {
    return this.update("compareExchange", (seen) => (seen === expected ? next : seen));
  }

  private async update(label: string, next: (seen: number) => number): Promise<number> {
    await this.turn(label);
    const seen = this.value;
    this.value = next(seen);
    return seen;
  }
}
