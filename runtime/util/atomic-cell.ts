/**
 * tokio's `AtomicCell`: a place that one value is taken out of and put back into, by whoever comes
 * first. In tokio it is a pointer that is swapped; here what is swapped says whether it is null.
 */
import { AtomicBool, assertOrPanic, type Op } from "../../sim/index.ts";

export class AtomicCell<T> {
  private readonly present: AtomicBool;
  private content: T | null;

  /** `name` is for traces. */
  constructor(content: T, name?: string) {
    this.present = new AtomicBool(true, name);
    this.content = content;
  }

  /** The value; null where somebody else has it. AcqRel: what the last owner did with it is seen. */
  *take(): Op<T | null> {
    if (!(yield* this.present.swap(false, "AcqRel"))) return null;
    const { content } = this;
    this.content = null;
    return content;
  }

  /** Puts the value back. Only whoever took it may. */
  *set(content: T): Op<void> {
    this.content = content;
    assertOrPanic(!(yield* this.present.swap(true, "AcqRel")), "the cell was empty");
  }
}
