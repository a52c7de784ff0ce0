/** `mpsc::WeakSender` and `mpsc::WeakUnboundedSender`: they keep the channel's memory, and not the channel open. */
import { type Arc, type Op, Owned } from "../../../sim/index.ts";
import type { Chan } from "./chan.ts";
import type { ChanSemaphore } from "./chan-semaphore.ts";
import { ChanTx } from "./chan-tx.ts";

/** What makes a sender of a share: `Sender` or `UnboundedSender`. */
type MakeSender<T, S extends ChanSemaphore, H> = (tx: ChanTx<T, S>) => H;

export class WeakSenderOf<T, S extends ChanSemaphore, H> extends Owned {
  readonly sort = "mpsc weak sender";
  private readonly arc: Arc<Chan<T, S>>;
  private readonly makeSender: MakeSender<T, S, H>;

  /** Use `downgrade`. Takes `arc` over, and a weak count that was taken before. */
  constructor(arc: Arc<Chan<T, S>>, makeSender: MakeSender<T, S, H>) {
    super(null);
    this.arc = arc;
    this.makeSender = makeSender;
  }

  /** For `downgrade` and `clone`. */
  static *of<T, S extends ChanSemaphore, H>(
    arc: Arc<Chan<T, S>>,
    makeSender: MakeSender<T, S, H>,
  ): Op<WeakSenderOf<T, S, H>> {
    // Relaxed: it is only ever looked at, nothing hangs on it.
    yield* (yield* arc.get()).txWeakCount.fetchAdd(1, "Relaxed");
    return new WeakSenderOf(yield* arc.clone(), makeSender);
  }

  /** A sender, or null where all are gone: then the channel is closed for good. */
  *upgrade(): Op<H | null> {
    this.use("upgrade()");
    const tx = yield* ChanTx.upgrade(this.arc);
    return tx === null ? null : this.makeSender(tx);
  }

  clone(): Op<WeakSenderOf<T, S, H>> {
    this.use("clone()");
    return WeakSenderOf.of(this.arc, this.makeSender);
  }

  *strongCount(): Op<number> {
    this.use("strongCount()");
    return yield* (yield* this.arc.get()).txCount.load("Acquire");
  }

  *weakCount(): Op<number> {
    this.use("weakCount()");
    return yield* (yield* this.arc.get()).txWeakCount.load("Relaxed");
  }

  *drop(): Op<void> {
    this.consume("dropped");
    try {
      // AcqRel, as in tokio.
      yield* (yield* this.arc.get()).txWeakCount.fetchSub(1, "AcqRel");
    } finally {
      yield* this.arc.drop();
    }
  }
}
