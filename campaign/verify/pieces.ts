/**
 * All that there is to explore, in pieces: those that wait, those that somebody is at, those that are
 * done. They stay in the order in which one process alone would take them, whoever takes them in fact,
 * so that the first finding of that order is the finding, and what was counted up to there the count.
 */

import type { Finding } from "../../sim/index.ts";
import { LOSSES_MAX } from "../workers/lost.ts";
import { halves, type State } from "./explorable.ts";
import type { Slice } from "./slice.ts";
import { NOTHING, sum, type Tally } from "./tally.ts";

/** Where a finding was made: exploring `from` shows it again. */
export interface Found {
  readonly finding: Finding;
  readonly from: State;
}

export interface Piece {
  /** What is left of it; null when it is done. */
  state: State | null;
  tally: Tally;
  /** Somebody is at it. */
  taken: boolean;
  /** How often whoever was at it was lost. */
  losses: number;
  found: Found | null;
}

export class Pieces {
  #pieces: Piece[];

  /** `tally` is what was counted before; `states` in their order. */
  constructor(states: readonly State[], tally: Tally = NOTHING) {
    this.#pieces = [{ ...piece(null), tally }, ...states.map(piece)];
  }

  get tally(): Tally {
    return this.#pieces.map((piece) => piece.tally).reduce(sum, NOTHING);
  }

  /** The first finding so far; one of an earlier piece may still come. */
  get found(): Found | null {
    return this.#pieces.find((piece) => piece.found !== null)?.found ?? null;
  }

  /** What is left to explore, in order. */
  get left(): State[] {
    return this.#pieces.map((piece) => piece.state).filter((state) => state !== null);
  }

  /** Pieces given up. */
  get lost(): number {
    return this.#pieces.filter((piece) => piece.losses >= LOSSES_MAX).length;
  }

  /** How much of everything is explored, estimated: from 0 to 1. */
  get fraction(): number {
    const left = this.left.flatMap(({ pending }) => pending.map(({ weight }) => weight));
    return 1 - left.reduce((total, weight) => total + weight, 0);
  }

  get waiting(): number {
    return this.#pieces.filter(isWaiting).length;
  }

  get taken(): number {
    return this.#pieces.filter(({ taken }) => taken).length;
  }

  /** Divides what waits until it is enough for `count`, where it can be divided. */
  share(count: number): void {
    for (let i = 0; i < this.#pieces.length && this.waiting < count; ) {
      const piece = this.#pieces[i] as Piece; // i < length
      const parts = isWaiting(piece) && piece.state !== null ? halves(piece.state) : null;
      if (parts === null) {
        i++;
        continue;
      }
      const [first, second] = parts;
      this.#pieces.splice(i, 1, { ...piece, state: first }, { ...piece, state: second, tally: NOTHING });
    }
  }

  /** The first piece that waits. Whoever takes it gives it back by `settle` or `lose`. */
  take(): Piece | null {
    const next = this.#pieces.find(isWaiting);
    if (next === undefined) return null;
    next.taken = true;
    return next;
  }

  settle(piece: Piece, slice: Slice): void {
    // An earlier piece had a finding meanwhile: this one is out of the count.
    if (!this.#pieces.includes(piece)) return;
    piece.tally = sum(piece.tally, slice.tally);
    piece.taken = false;
    piece.losses = 0;
    if (slice.finding !== null && piece.state !== null) {
      piece.found = { finding: slice.finding, from: piece.state };
      this.#pieces.length = this.#pieces.indexOf(piece) + 1;
    }
    piece.state = slice.left;
    this.#mergeDone();
  }

  /** Whoever took it is gone. Whether it was put back. */
  lose(piece: Piece): boolean {
    piece.taken = false;
    piece.losses++;
    return piece.losses < LOSSES_MAX;
  }

  /** Neighbours that are done become one, so that the list stays short. */
  #mergeDone(): void {
    const merged: Piece[] = [];
    for (const piece of this.#pieces) {
      const last = merged[merged.length - 1];
      if (last !== undefined && isDone(last) && isDone(piece)) last.tally = sum(last.tally, piece.tally);
      else merged.push(piece);
    }
    this.#pieces = merged;
  }
}

function piece(state: State | null): Piece {
  return { state, tally: NOTHING, taken: false, losses: 0, found: null };
}

function isWaiting({ state, taken, losses }: Piece): boolean {
  return state !== null && !taken && losses < LOSSES_MAX;
}

function isDone({ state, found }: Piece): boolean {
  return state === null && found === null;
}
