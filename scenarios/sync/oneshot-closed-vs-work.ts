/** What `closed` is for: a worker gives up when nobody wants the answer any more. */
import { scenario } from "../../properties/index.ts";
import { async_, blockOn, oneshot, select, wait } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";

export const oneshotClosedVsWork = scenario({
  name: "sync/oneshot-closed-vs-work",
  about: "A worker selects between the end of its client and its work's result, each of which may come first.",
  source: "tokio sync/oneshot.rs: Sender::closed, paired with select",
  *model() {
    const [work, result] = yield* oneshot<number>("work");
    const [tx, rx] = yield* oneshot<number>("answer");
    const client = yield* spawn(() => rx.drop(), "client");
    const source = yield* spawn(() => work.send(1), "source");
    const worker = async_(function* () {
      const first = yield* wait(select([tx.closed(), result] as const, { biased: true }));
      if (first.branch === 0) return yield* tx.drop();
      assert(first.value.ok && first.value.value === 1, "the work's result");
      yield* tx.send(first.value.value);
    });
    yield* blockOn(worker);
    yield* client.join();
    yield* source.join();
  },
});
