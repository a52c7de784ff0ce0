/**
 * The receiver has closed, and waits for a message that somebody has a permit for. The permit is given up instead:
 * the receiver must hear that nothing comes any more, though there are senders left.
 */
import { scenario } from "../../properties/index.ts";
import { blockOn, mpsc } from "../../runtime/index.ts";
import { assert, type Op, spawn } from "../../sim/index.ts";
import { Polled } from "./support/polled.ts";

type Way = "permit" | "iterator" | "owned" | "released" | "queued";

/** Has one permit, and one of the two that it waits for; gives up both. */
function* queueForPermits(sender: mpsc.Sender<string>): Op<() => Op<null>> {
  const one = yield* sender.tryReserve();
  assert(one.ok, "there was room for two messages");
  const waiting = new Polled(sender.reserveMany(2), "queued");
  assert(!(yield* waiting.isReady()), "there was room for one message only");
  return function* () {
    yield* one.value.drop();
    yield* waiting.drop();
    return null;
  };
}

/** Takes a permit; how it is given up. */
function* takePermit(sender: mpsc.Sender<string>, way: Way): Op<() => Op<mpsc.Sender<string> | null>> {
  if (way === "queued") return yield* queueForPermits(sender);
  const taken = yield* way === "permit"
    ? sender.tryReserve()
    : way === "iterator"
      ? sender.tryReserveMany(2)
      : (yield* sender.clone()).tryReserveOwned();
  assert(taken.ok, "there was room for two messages");
  const permit = taken.value;
  return function* () {
    // The sender comes back: it must not be what ends the channel.
    if (way === "released" && permit instanceof mpsc.OwnedPermit) return yield* permit.release();
    yield* permit.drop();
    return null;
  };
}

export const mpscPermitGivenUp = scenario({
  name: "sync/mpsc-permit-given-up",
  about: "A thread gives up its permit after main closed the receiver, which waits for the end meanwhile.",
  source: "tokio PRs #2854, #8075, #8260 (missing notification during mpsc close)",
  options: { way: { oneOf: ["permit", "iterator", "owned", "released", "queued"] } },
  *model({ way }) {
    const [sender, receiver] = yield* mpsc.channel<string>(2, { name: "channel", blockSlots: 2 });
    const giveUp = yield* takePermit(sender, way);
    yield* receiver.close();
    const left = yield* spawn(giveUp, "left");
    assert((yield* blockOn(receiver.recv())) === null, "received what nobody sent");
    const back = yield* left.join();
    if (back !== null) yield* back.drop();
    yield* sender.drop();
    yield* receiver.drop();
  },
});
