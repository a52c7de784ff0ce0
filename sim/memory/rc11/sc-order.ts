/**
 * The total order S of SeqCst accesses and fences: that in which they are executed.
 *
 * RC11 demands that some such order exists (psc is acyclic); that it is the order of execution, and
 * so goes along with happens-before and reads-from, is stronger. What fits RC11 and never happens
 * here needs a SeqCst access that comes later, in time, than one it must precede in S: IRIW whose
 * stores and second loads are SeqCst and whose first loads are Acquire, or Z6.U. It is not stronger
 * otherwise: S orders and does not synchronise, so no data race is hidden by it, and accesses that
 * are not SeqCst are bound by the fences around them only.
 *
 * In S, whatever is x must come before whatever is y:
 *   x  a SeqCst access, or any access that happens after a SeqCst fence (then the fence is in S);
 *   y  a SeqCst store, or a store that happens before a SeqCst fence, or, where x stands for a fence
 *      as well, one that was read by whatever happens before it;
 * where x reads or writes something that modification order puts before y. So if y is in S already,
 * x has no choice but y, or newer.
 */
import { clear } from "../../engine/lists.ts";
import type { Thread } from "../../engine/thread.ts";
import { copy, covers, join, type VectorClock } from "../vector-clock.ts";
import type { Store } from "./store.ts";

interface Fence {
  readonly thread: number;
  readonly epoch: number;
  /** Position among the SeqCst stores and fences. */
  readonly serial: number;
  /** What happens before this fence or one before it in S. */
  readonly view: VectorClock;
}

export class ScOrder {
  private serial = 0;
  private readonly fences: Fence[] = [];

  /** Forgets the execution before. */
  begin(): void {
    this.serial = 0;
    clear(this.fences);
  }

  /** A SeqCst store is made. */
  store(store: Store): void {
    store.serial = ++this.serial;
  }

  /** `thread` passed a SeqCst fence, which was a release fence too. */
  fence(thread: Thread): void {
    const { index, releaseFence } = thread;
    const view: VectorClock = [];
    const before = this.fences[this.fences.length - 1];
    if (before !== undefined) copy(view, before.view);
    join(view, releaseFence);
    this.fences.push({ thread: index, epoch: releaseFence[index] ?? 0, serial: ++this.serial, view });
  }

  /** The last fence in S of those that happen before what `thread` does now; null for none. */
  fenceBefore(thread: Thread): Fence | null {
    for (let i = this.fences.length - 1; i >= 0; i--) {
      const fence = this.fences[i] as Fence; // i < length
      if (covers(thread.clock, fence.thread, fence.epoch)) return fence;
    }
    return null;
  }

  /** Whether a SeqCst access must not go behind `store`. */
  bindsAccess(store: Store): boolean {
    if (store.serial !== 0) return true;
    const last = this.fences[this.fences.length - 1];
    return last !== undefined && store.writtenBefore(last.view);
  }

  /** Whether no access that happens after `fence` may go behind `store`. */
  bindsAfter(fence: Fence, store: Store): boolean {
    return (store.serial !== 0 && store.serial < fence.serial) || store.knownTo(fence.view);
  }
}
