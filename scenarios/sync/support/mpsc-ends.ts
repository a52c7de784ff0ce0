/** Either kind of mpsc channel, for races that both have. */
import { blockOn, mpsc } from "../../../runtime/index.ts";
import { assert, type Op } from "../../../sim/index.ts";

export type AnySender<T> = mpsc.Sender<T> | mpsc.UnboundedSender<T>;
export type AnyReceiver<T> = mpsc.Receiver<T> | mpsc.UnboundedReceiver<T>;

/** `capacity` null: unbounded. Blocks are small, so that a few messages fill them. */
export function openMpsc<T>(capacity: number | null, blockSlots = 2): Op<readonly [AnySender<T>, AnyReceiver<T>]> {
  const options = { name: "channel", blockSlots };
  return capacity === null ? mpsc.unboundedChannel<T>(options) : mpsc.channel<T>(capacity, options);
}

/** Sends without waiting. Says why it did not work; null where it did. */
export function* sendNow<T>(sender: AnySender<T>, value: T): Op<"closed" | "full" | null> {
  const sent = yield* sender instanceof mpsc.Sender ? sender.trySend(value) : sender.send(value);
  return sent.ok ? null : sent.error.kind;
}

/** Sends all of `values`, which must work, and drops the sender. */
export function* sendAll<T>(sender: AnySender<T>, values: readonly T[]): Op<void> {
  for (const value of values) {
    if (sender instanceof mpsc.Sender) {
      const sent = yield* blockOn(sender.send(value));
      assert(sent.ok, `${value} could not be sent: the channel is closed`);
    } else {
      assert((yield* sendNow(sender, value)) === null, `${value} could not be sent: the channel is closed`);
    }
  }
  yield* sender.drop();
}

/** Receives until no more comes. */
export function* receiveAll<T>(receiver: AnyReceiver<T>): Op<T[]> {
  const got: T[] = [];
  for (;;) {
    const value = yield* blockOn(receiver.recv());
    if (value === null) return got;
    got.push(value);
  }
}
