/** `tokio::sync::mpsc`: what `reveille/runtime` has under the name `mpsc`. */
export type { ChannelOptions } from "./chan.ts";
export type { TryRecvError } from "./chan-rx.ts";
export { channel, unboundedChannel } from "./channel.ts";
export { Permit, PermitIterator } from "./permit.ts";
export { Receiver, UnboundedReceiver } from "./receiver.ts";
export { OwnedPermit, Sender, type TryReserveError, type WeakSender } from "./sender.ts";
export type { SendError, TrySendError } from "./sender-of.ts";
export { UnboundedSender, type WeakUnboundedSender } from "./unbounded-sender.ts";
