/** Who waits for a task's output, and how its completion met the join waker: from which a lost join wake is explained. */
import { JOIN_INTEREST, JOIN_WAKER, type RawTask, type Waker } from "../../runtime/index.ts";
import type { Explanation } from "./sleeper.ts";

const OWED = JOIN_INTEREST | JOIN_WAKER;

export class JoinHistory {
  readonly task: RawTask;
  /** The waker that JOIN_WAKER was last set for. */
  waker: Waker | null = null;
  private setLate = false;
  private completer: string | null = null;
  private owed = false;
  /** Who woke the join waker; null: nobody. */
  private wokenBy: string | null = null;
  private wokenEarly = false;

  constructor(task: RawTask) {
    this.task = task;
  }

  get complete(): boolean {
    return this.completer !== null;
  }

  /** COMPLETE was set with a join waker to be woken, and it was not. */
  get isUnpaid(): boolean {
    return this.owed && this.wokenBy === null;
  }

  wakerSet(waker: Waker): void {
    this.waker = waker;
    this.setLate = this.complete;
  }

  wakenBy(thread: string): void {
    this.wokenBy = thread;
    this.wokenEarly = !this.complete;
  }

  /** `word`: the one that `thread` made when it set COMPLETE. */
  completedBy(thread: string, word: number): void {
    this.completer = thread;
    this.owed = (word & OWED) === OWED;
  }

  /** Why `joiner`, who sleeps and whose waker this is, was not woken. */
  explain(joiner: string): Explanation {
    const { label, role } = this.task;
    if (this.wokenBy !== null && this.wokenEarly) {
      return {
        why: `${this.wokenBy} woke ${joiner} before ${label} was COMPLETE`,
        involved: [role, "join waker woken early"],
      };
    }
    if (this.completer === null) {
      return { why: `${joiner} waits for ${label}, which is not complete`, involved: [role, "not complete"] };
    }
    if (this.setLate) {
      return {
        why: `${joiner} set its join waker when ${label} was COMPLETE already`,
        involved: [role, "join waker set late"],
      };
    }
    return {
      why: `${this.completer} completed ${label} without waking ${joiner}`,
      involved: [role, "join waker not woken"],
    };
  }
}
