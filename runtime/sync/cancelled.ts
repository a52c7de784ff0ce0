/** The futures that wait for a `CancellationToken`. */
import { type Op, Owned } from "../../sim/index.ts";
import type { Context } from "../future/context.ts";
import { dropAll } from "../future/drop-all.ts";
import type { Future } from "../future/future.ts";
import { PENDING, type Poll, READY, ready } from "../future/poll.ts";
import type { Result } from "../future/result.ts";
import type { CancellationNode } from "./cancellation-node.ts";
import type { CancellationToken } from "./cancellation-token.ts";
import type { Notified } from "./notified.ts";

/** Resolves once the token is cancelled. */
export class Cancelled extends Owned implements Future<void> {
  readonly sort = "cancelled";
  private readonly node: CancellationNode;
  private notified: Notified;
  /** Where it owns its token. */
  private readonly token: CancellationToken | null;

  /** Use `CancellationToken.cancelled` or `cancelledOwned`. */
  constructor(node: CancellationNode, notified: Notified, token: CancellationToken | null) {
    super(null);
    this.node = node;
    this.notified = notified;
    this.token = token;
  }

  *poll(cx: Context): Op<Poll<void>> {
    this.use("poll()");
    for (;;) {
      // Between the making of `notified` and its poll: who cancels says so first, and notifies then.
      if (yield* this.node.isCancelled()) return READY;
      if (!(yield* this.notified.poll(cx)).ready) return PENDING;
      const before = this.notified;
      this.notified = yield* this.node.notify.notified();
      yield* before.drop();
    }
  }

  drop(): Op<void> {
    this.consume("dropped");
    return dropAll(this.token === null ? [this.notified] : [this.notified, this.token]);
  }
}

/** Ready with what `future` is ready with, or as cancelled; where it is both, the future wins. Takes both over. */
export class UntilCancelled<T> implements Future<Result<T, "cancelled">> {
  private readonly cancelled: Cancelled;
  private readonly future: Future<T>;

  constructor(cancelled: Cancelled, future: Future<T>) {
    this.cancelled = cancelled;
    this.future = future;
  }

  *poll(cx: Context): Op<Poll<Result<T, "cancelled">>> {
    const poll = yield* this.future.poll(cx);
    if (poll.ready) return ready({ ok: true, value: poll.value });
    return (yield* this.cancelled.poll(cx)).ready ? ready({ ok: false, error: "cancelled" }) : PENDING;
  }

  drop(): Op<void> {
    return dropAll([this.cancelled, this.future]);
  }
}
