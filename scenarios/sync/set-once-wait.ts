/** Two tasks wait for a value while it is set: whoever looked too early is woken. */
import { scenario } from "../../properties/index.ts";
import { blockOn, SetOnce } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";

export const setOnceWait = scenario({
  name: "sync/set-once-wait",
  about: "Two threads wait for a SetOnce that a third one sets.",
  source: "tokio sync/tests/loom_set_once.rs: set_once_wait_test",
  *model() {
    const once = new SetOnce<number>();
    const waiter = function* () {
      assert((yield* blockOn(once.wait())) === 2, "not the value that was set");
    };
    const first = yield* spawn(waiter, "first");
    const setter = yield* spawn(function* () {
      assert((yield* once.set(2)).ok, "the only value was refused");
    }, "setter");
    yield* waiter();
    yield* first.join();
    yield* setter.join();
    assert(!(yield* once.set(3)).ok, "a SetOnce was set twice");
  },
});
