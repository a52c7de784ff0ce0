/** `mpsc::channel` and `mpsc::unbounded_channel`: many send, one receives. */
import { Arc, assertOrPanic, type Op } from "../../../sim/index.ts";
import { Chan, type ChannelOptions } from "./chan.ts";
import { BoundedSemaphore, UnboundedSemaphore } from "./chan-semaphore.ts";
import { ChanTx } from "./chan-tx.ts";
import { Receiver, UnboundedReceiver } from "./receiver.ts";
import { makeSender, type Sender } from "./sender.ts";
import { makeUnboundedSender, type UnboundedSender } from "./unbounded-sender.ts";

/** A channel with room for `capacity` messages; who sends when there is none waits. */
export function* channel<T>(capacity: number, options: ChannelOptions = {}): Op<readonly [Sender<T>, Receiver<T>]> {
  assertOrPanic(capacity > 0, "mpsc bounded channel requires buffer > 0");
  const label = options.name ?? "mpsc";
  const arc = new Arc(new Chan<T, BoundedSemaphore>(new BoundedSemaphore(capacity, label), label, options), label);
  const rx = new Receiver(yield* arc.clone(), `receiver of ${label}`);
  return [makeSender(new ChanTx(arc)), rx];
}

/** A channel with room for all messages. */
export function* unboundedChannel<T>(
  options: ChannelOptions = {},
): Op<readonly [UnboundedSender<T>, UnboundedReceiver<T>]> {
  const label = options.name ?? "mpsc";
  const arc = new Arc(new Chan<T, UnboundedSemaphore>(new UnboundedSemaphore(label), label, options), label);
  const rx = new UnboundedReceiver(yield* arc.clone(), `receiver of ${label}`);
  return [makeUnboundedSender(new ChanTx(arc)), rx];
}
