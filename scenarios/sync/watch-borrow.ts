/** Borrows hold off senders, and what a borrow shows is of one moment: the value and whether it is new. */
import { scenario } from "../../properties/index.ts";
import { watch } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";

export const watchBorrow = scenario({
  name: "sync/watch-borrow",
  about: "Two senders change the value in its place while a receiver borrows it twice.",
  source: "tokio sync/watch.rs: watch_borrow",
  *model() {
    const [tx, rx] = yield* watch(0, { shards: 1 });
    const other = yield* tx.clone();
    const increment = (slot: { value: number }): void => void slot.value++;
    const senders = [
      yield* spawn(() => tx.sendModify(increment), "first"),
      yield* spawn(() => other.sendModify(increment), "second"),
    ];
    let last = 0;
    for (let i = 0; i < 2; i++) {
      const ref = yield* rx.borrowAndUpdate();
      assert(ref.hasChanged === (ref.value !== last), "new exactly if it is another value");
      last = ref.value;
      yield* ref.drop();
    }
    for (const sender of senders) yield* sender.join();
    const end = yield* tx.borrow();
    assert(end.value === 2, "a change was lost");
    yield* end.drop();
    for (const each of [rx, other, tx]) yield* each.drop();
  },
});
