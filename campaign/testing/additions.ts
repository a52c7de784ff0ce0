/** Threads that add to one word, so often each: all orders of the additions are executions of their own. */
import { AtomicUsize, type JoinHandle, type Op, spawn } from "../../sim/index.ts";

export function* additions(threads: number, each: number): Op<void> {
  const n = new AtomicUsize(0, "n");
  function* add(): Op<void> {
    for (let i = 0; i < each; i++) yield* n.fetchAdd(1, "Relaxed");
  }
  const others: JoinHandle<void>[] = [];
  for (let i = 1; i < threads; i++) others.push(yield* spawn(add, `adder ${i}`));
  yield* add();
  for (const other of others) yield* other.join();
}
