/**
 * `CancellationToken`, after tokio-util's `sync/cancellation_token.rs`: says to all who have a token, or a token
 * derived from it, that they are to stop.
 */
import { Arc, assertOrPanic, type Op, Owned } from "../../sim/index.ts";
import { async_, wait } from "../future/async.ts";
import { dropAll } from "../future/drop-all.ts";
import type { Future } from "../future/future.ts";
import type { Result } from "../future/result.ts";
import { cancelNode } from "./cancellation-cancel.ts";
import { releaseHandle } from "./cancellation-detach.ts";
import { CancellationNode, childOf } from "./cancellation-node.ts";
import { Cancelled, UntilCancelled } from "./cancelled.ts";

export class CancellationToken extends Owned {
  readonly sort = "cancellation-token";
  private readonly node: Arc<CancellationNode>;

  /** `label` is for traces; `node` is for further tokens of one node. */
  constructor(label = "token", node?: Arc<CancellationNode>) {
    super(label);
    this.node = node ?? new Arc(new CancellationNode(label), label);
  }

  /** Another token of the same node. */
  *clone(): Op<CancellationToken> {
    this.use("clone()");
    const { label, links } = yield* this.node.get();
    yield* links.with(function* (own) {
      assertOrPanic(own.handles > 0, "locked_node.num_handles > 0");
      own.handles++;
    });
    return new CancellationToken(label, yield* this.node.clone());
  }

  /** A token that is cancelled with this one, and can be cancelled without it. */
  *childToken(label = `${this.label}.child`): Op<CancellationToken> {
    this.use("childToken()");
    return new CancellationToken(label, yield* childOf(this.node, label));
  }

  /** Cancels it and all that derive from it, for good; they are all cancelled when this returns. */
  cancel(): Op<void> {
    this.use("cancel()");
    return cancelNode(this.node);
  }

  *isCancelled(): Op<boolean> {
    this.use("isCancelled()");
    const node = yield* this.node.get();
    return yield* node.isCancelled();
  }

  /** Resolves once it is cancelled. Borrows the token, which must outlive the future. */
  cancelled(): Op<Cancelled> {
    return this.waiting(null);
  }

  /** As `cancelled`; takes the token over. */
  cancelledOwned(): Op<Cancelled> {
    return this.waiting(this);
  }

  /** Runs `future`, which it takes over, to its end or up to the cancellation. A cancelled token runs nothing. */
  runUntilCancelled<T>(future: Future<T>): Future<Result<T, "cancelled">> {
    return this.running(future, null);
  }

  /** As `runUntilCancelled`; takes the token over. */
  runUntilCancelledOwned<T>(future: Future<T>): Future<Result<T, "cancelled">> {
    return this.running(future, this);
  }

  /** Cancels when the guard is dropped. Takes the token over. */
  dropGuard(): DropGuard {
    return new DropGuard(this, true);
  }

  /** As `dropGuard`; borrows the token. */
  dropGuardRef(): DropGuard {
    return new DropGuard(this, false);
  }

  /** The last token of a node takes it out of the tree. */
  *drop(): Op<void> {
    this.consume("dropped");
    yield* releaseHandle(yield* this.node.get());
    yield* this.node.drop();
  }

  private *waiting(owned: CancellationToken | null): Op<Cancelled> {
    this.use("cancelled()");
    const node = yield* this.node.get();
    return new Cancelled(node, yield* node.notify.notified(), owned);
  }

  private running<T>(future: Future<T>, owned: CancellationToken | null): Future<Result<T, "cancelled">> {
    const token = this;
    const captures = owned === null ? [future] : [owned, future];
    return async_<Result<T, "cancelled">>(
      function* () {
        if (yield* token.isCancelled()) {
          yield* dropAll([...captures].reverse());
          return { ok: false, error: "cancelled" };
        }
        return yield* wait(new UntilCancelled(yield* token.waiting(owned), future));
      },
      { captures },
    );
  }
}

/** Cancels a token unless it is disarmed. */
export class DropGuard extends Owned {
  readonly sort = "drop-guard";
  private readonly token: CancellationToken;
  private readonly owns: boolean;

  /** Use `CancellationToken.dropGuard` or `dropGuardRef`. */
  constructor(token: CancellationToken, owns: boolean) {
    super(null);
    this.token = token;
    this.owns = owns;
  }

  /** Gives the token back, not cancelled. */
  disarm(): CancellationToken {
    this.consume("disarmed");
    return this.token;
  }

  *drop(): Op<void> {
    this.consume("dropped");
    try {
      yield* this.token.cancel();
    } finally {
      if (this.owns) yield* this.token.drop();
    }
  }
}
