/**
 * The AtomicWaker with the same atomic operations in the same order as ours. What our engine checks
 * besides (clocks on the cell, owned wakers, panics) has no counterpart here and costs nothing.
 */
import { Atomic } from "./atomic.ts";
import type { Thread } from "./thread.ts";
import type { Turn } from "./turn.ts";

const WAITING = 0;
const REGISTERING = 1;
const WAKING = 2;

export class AtomicWaker {
  private readonly turn: Turn;
  private readonly state: Atomic;
  private cell: Thread | null = null;

  constructor(turn: Turn) {
    this.turn = turn;
    this.state = new Atomic(turn);
  }

  async register(thread: Thread): Promise<void> {
    const seen = await this.state.compareExchange(WAITING, REGISTERING);
    if (seen === WAITING) {
      this.cell = thread;
      if ((await this.state.compareExchange(REGISTERING, WAITING)) !== REGISTERING) await this.wakeForTheNotifier();
    } else if (seen === WAKING) {
      await thread.unpark();
      await this.turn("yieldNow");
    }
  }

  async wake(): Promise<void> {
    const waker = await this.take();
    if (waker !== null) await waker.unpark();
  }

  private async take(): Promise<Thread | null> {
    if ((await this.state.fetchOr(WAKING)) !== WAITING) return null;
    const waker = this.empty();
    await this.state.fetchAnd(~WAKING);
    return waker;
  }

  private async wakeForTheNotifier(): Promise<void> {
    const waker = this.empty();
    await this.state.swap(WAITING);
    if (waker !== null) await waker.unpark();
  }

  private empty(): Thread | null {
    const { cell } = this;
    this.cell = null;
    return cell;
  }
}
