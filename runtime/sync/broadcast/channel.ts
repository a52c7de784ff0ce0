/** `broadcast`: each receiver gets every value, unless it is slower than the channel has room for. */

import type { Op } from "../../../sim/index.ts";
import { BroadcastReceiver } from "./receiver.ts";
import { type BroadcastSender, newSender } from "./sender.ts";

/** `capacity` is rounded up to a power of two. `name` is for traces. */
export function* broadcast<T>(
  capacity: number,
  name = "broadcast",
): Op<readonly [BroadcastSender<T>, BroadcastReceiver<T>]> {
  const sender = newSender<T>(capacity, 1, name);
  return [sender, new BroadcastReceiver(yield* sender.shared.clone(), 0)];
}

/** `Sender::new`: a channel that nobody has subscribed to yet. */
export function broadcastSender<T>(capacity: number, name = "broadcast"): BroadcastSender<T> {
  return newSender<T>(capacity, 0, name);
}
