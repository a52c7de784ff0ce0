/** The last one of several to arrive opens a latch: tokio's `if NUM == count.fetch_add(1) + 1 { done.send() }`. */
import { AtomicUsize, type Op } from "../../../sim/index.ts";
import { Latch } from "./latch.ts";

export class AllArrived {
  private readonly count = new AtomicUsize(0, "arrived");
  private readonly all = new Latch("all arrived");
  private readonly expected: number;

  constructor(expected: number) {
    this.expected = expected;
  }

  *arrive(): Op<void> {
    // Relaxed: it orders nothing, the latch does.
    if ((yield* this.count.fetchAdd(1, "Relaxed")) + 1 === this.expected) yield* this.all.open();
  }

  wait(): Op<void> {
    return this.all.wait();
  }
}
