/** Several messages are taken at once, and with them all their room is given back: to each sender that waits for some. */
import { scenario } from "../../properties/index.ts";
import { blockOn } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { openMpsc, sendAll, sendNow } from "./support/mpsc-ends.ts";

export const mpscRecvMany = scenario({
  name: "sync/mpsc-recv-many",
  about: "Two threads wait for room in a full channel, which main empties by recvMany.",
  source: "tokio sync/mpsc/chan.rs: recv_many; embassy e2ddba92f (clear() wakes no sender)",
  options: { limit: { oneOf: [2, 3] } },
  *model({ limit }) {
    const [first, receiver] = yield* openMpsc<string>(2, 2);
    for (const message of ["one", "two"]) assert((yield* sendNow(first, message)) === null, "there is room for two");
    const second = yield* first.clone();
    const left = yield* spawn(() => sendAll(first, ["left"]), "left");
    const right = yield* spawn(() => sendAll(second, ["right"]), "right");
    const got: string[] = [];
    // Both wait for the room of the first batch: nothing else is received before they have it.
    assert((yield* blockOn(receiver.recvMany(got, limit))) >= 2, "two messages were there");
    yield* left.join();
    yield* right.join();
    while ((yield* blockOn(receiver.recvMany(got, limit))) > 0);
    const all = got.slice(2).sort().join();
    assert(all === "left,right" && got.slice(0, 2).join() === "one,two", `received ${got.join()}`);
    yield* receiver.drop();
  },
});
