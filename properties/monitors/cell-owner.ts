/**
 * Ghost state of one AtomicWaker: its word as last seen, and who owns the cell by the protocol of the
 * word alone. Who turns WAITING into anything else owns the cell until the word is WAITING again.
 */

import { type AtomicWaker, WAITING } from "../../runtime/index.ts";
import type { Step } from "../../sim/index.ts";

export type Thread = Step["thread"];

export class CellOwner {
  readonly on: AtomicWaker;
  word: number;
  owner: Thread | null = null;

  constructor(on: AtomicWaker, word: number) {
    this.on = on;
    this.word = word;
  }

  /** `thread` did a step on the word, which reads `word` now. */
  follow(word: number, thread: Thread): void {
    if (this.word === WAITING && word !== WAITING) this.owner = thread;
    else if (word === WAITING) this.owner = null;
    this.word = word;
  }
}
