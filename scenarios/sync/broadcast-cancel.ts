/**
 * A `recv` is dropped that was polled and waits, while a sender takes the waiters down. It has received
 * nothing then: the next one gets the value, and nobody wakes through what is gone.
 */
import { scenario } from "../../properties/index.ts";
import { async_, blockOn, broadcast, pollFn, ready, select, wait } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";

export const broadcastCancel = scenario({
  name: "sync/broadcast-cancel",
  about: "Main polls a recv once and drops it, while a thread sends; the value is still there for the next recv.",
  source: 'tokio sync/broadcast.rs: Recv::drop, "cancel safe"',
  *model() {
    const [sender, receiver] = yield* broadcast<string>(2, "channel");
    const left = yield* spawn(function* () {
      yield* sender.send("value");
      yield* sender.drop();
    }, "left");
    const main = async_(function* () {
      const nothing = pollFn(function* () {
        return ready(null);
      });
      const first = yield* wait(select([receiver.recv(), nothing], { biased: true }));
      return first.branch === 0 ? first.value : yield* wait(receiver.recv());
    });
    const got = yield* blockOn(main);
    assert(got?.ok === true && got.value === "value", "a cancelled recv took the value along");
    yield* left.join();
    yield* receiver.drop();
  },
});
