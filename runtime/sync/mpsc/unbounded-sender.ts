/** `mpsc::UnboundedSender`: one of the ends that send, where there is always room. */
import type { Op } from "../../../sim/index.ts";
import { OK, type Result } from "../../future/result.ts";
import type { UnboundedSemaphore } from "./chan-semaphore.ts";
import type { ChanTx } from "./chan-tx.ts";
import { type SendError, SenderOf } from "./sender-of.ts";
import { WeakSenderOf } from "./weak-sender.ts";

export type WeakUnboundedSender<T> = WeakSenderOf<T, UnboundedSemaphore, UnboundedSender<T>>;

export class UnboundedSender<T> extends SenderOf<T, UnboundedSemaphore> {
  readonly sort = "mpsc unbounded sender";

  *send(value: T): Op<Result<void, SendError<T>>> {
    const chan = yield* this.chan();
    if (!(yield* chan.semaphore.addMessage())) return { ok: false, error: { kind: "closed", value } };
    yield* chan.send(value);
    return OK;
  }

  *clone(): Op<UnboundedSender<T>> {
    this.use("clone()");
    return makeUnboundedSender(yield* this.tx.clone());
  }

  *downgrade(): Op<WeakUnboundedSender<T>> {
    this.use("downgrade()");
    return yield* WeakSenderOf.of(this.tx.arc, makeUnboundedSender<T>);
  }
}

export function makeUnboundedSender<T>(tx: ChanTx<T, UnboundedSemaphore>): UnboundedSender<T> {
  return new UnboundedSender(tx, `sender of ${tx.arc.peek().label}`);
}
