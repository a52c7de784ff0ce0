/**
 * Which lock was waited for while which other was held, by whom. A circle in which each wait is another
 * thread's, and no lock is held throughout, is a deadlock that another schedule may show.
 */
import type { Step } from "../../sim/index.ts";

type Thread = Step["thread"];
export type Lock = NonNullable<Step["target"]>;

/** `thread` waited for `wanted` with `held` held, last of those in `under`. */
export interface Wait {
  readonly thread: Thread;
  readonly held: Lock;
  readonly wanted: Lock;
  readonly under: readonly Lock[];
}

export class LockGraph {
  private readonly waits: Wait[] = [];

  clear(): void {
    while (this.waits.length > 0) this.waits.pop();
  }

  /** Notes that `thread`, holding all of `under`, waits for `wanted`. Gives back the circle that this closes. */
  add(thread: Thread, under: readonly Lock[], wanted: Lock): readonly Wait[] | null {
    for (const held of under) {
      if (this.waits.some((wait) => wait.thread === thread && wait.held === held && wait.wanted === wanted)) continue;
      const wait: Wait = { thread, held, wanted, under: [...under] };
      this.waits.push(wait);
      const circle = this.close([wait]);
      if (circle !== null) return circle;
    }
    return null;
  }

  /** Goes on from the last wait of `chain` until the first one's held lock is wanted. */
  private close(chain: readonly Wait[]): readonly Wait[] | null {
    const first = chain[0] as Wait; // never empty
    const last = chain[chain.length - 1] as Wait;
    if (last.wanted === first.held) return chain;
    for (const next of this.waits) {
      if (next.held !== last.wanted || chain.some((wait) => excludes(wait, next))) continue;
      const circle = this.close([...chain, next]);
      if (circle !== null) return circle;
    }
    return null;
  }
}

/** The two cannot wait at once: it is one thread, or both hold one lock. */
function excludes(one: Wait, other: Wait): boolean {
  return one.thread === other.thread || one.under.some((lock) => other.under.includes(lock));
}
