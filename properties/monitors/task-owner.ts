/**
 * Ghost state of one task: its word as last seen, and whose turn the protocol of the word alone makes
 * it: who runs the task, who completed it, to whom the join waker fell, who frees it.
 */
import { COMPLETE, JOIN_INTEREST, JOIN_WAKER, type RawTask, RUNNING, refCount } from "../../runtime/index.ts";
import type { Step } from "../../sim/index.ts";

export type Thread = Step["thread"];

const HANDLE = JOIN_INTEREST | JOIN_WAKER;

export class TaskOwner {
  readonly task: RawTask;
  word: number;
  /** Who set RUNNING and has not unset it. */
  runner: Thread | null = null;
  /** Who set COMPLETE. */
  completer: Thread | null = null;
  /** Whose the output is when no join handle is left: who completed, or who dropped the handle after that. */
  outputHeir: Thread | null = null;
  /** Whose the join waker is when no join handle is left: who unset the last of JOIN_INTEREST and JOIN_WAKER. */
  wakerHeir: Thread | null = null;
  /** Who gave up the last reference. */
  last: Thread | null = null;

  constructor(task: RawTask) {
    this.task = task;
    this.word = task.header.state.word.value as number;
  }

  /** `thread` did a step on the word, which reads `word` now. */
  follow(word: number, thread: Thread): void {
    const sets = word & ~this.word;
    const unsets = this.word & ~word;
    this.word = word;
    if ((sets & RUNNING) !== 0) this.runner = thread;
    else if ((unsets & RUNNING) !== 0) this.runner = null;
    if ((sets & COMPLETE) !== 0) {
      this.completer = thread;
      this.outputHeir = thread;
    } else if ((unsets & JOIN_INTEREST) !== 0) {
      this.outputHeir = thread;
    }
    if ((unsets & HANDLE) !== 0 && (word & HANDLE) === 0) this.wakerHeir = thread;
    if (refCount(word) === 0) this.last ??= thread;
  }
}
