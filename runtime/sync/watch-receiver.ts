/** `watch::Receiver`: sees the newest value, and waits for newer ones than it has seen. */
import { type Arc, type Op, Owned } from "../../sim/index.ts";
import type { Future } from "../future/future.ts";
import { IS_CLOSED, type Result } from "../future/result.ts";
import { cooperative } from "../task/coop-futures.ts";
import { Changed, type Viewer, WaitFor } from "./watch-changed.ts";
import { WatchRef } from "./watch-ref.ts";
import type { WatchShared } from "./watch-shared.ts";
import { hasNoSender, versionBefore, versionOf } from "./watch-version.ts";

export class WatchReceiver<T> extends Owned implements Viewer<T> {
  readonly sort = "watch receiver";
  readonly shared: Arc<WatchShared<T>>;
  /** The version that it saw last: its alone. */
  seen: number;

  /** Use `watch`, `subscribe` or `clone`. Takes the share over. */
  constructor(shared: Arc<WatchShared<T>>, seen: number) {
    super(`${shared.peek().name}.rx`);
    this.shared = shared;
    this.seen = seen;
  }

  /** tokio's `from_shared`: one receiver more, by somebody who is an end of the channel himself. */
  static *another<T>(from: Arc<WatchShared<T>>, seen: number): Op<WatchReceiver<T>> {
    const shared = yield* from.clone();
    // Relaxed: it only counts.
    yield* (yield* shared.get()).receivers.fetchAdd(1, "Relaxed");
    return new WatchReceiver(shared, seen);
  }

  /** One that has seen what this one has. */
  *clone(): Op<WatchReceiver<T>> {
    this.use("clone()");
    return yield* WatchReceiver.another(this.shared, this.seen);
  }

  /** The newest value, which is no more seen than before. */
  *borrow(): Op<WatchRef<T>> {
    this.use("borrow()");
    return (yield* this.read()).ref;
  }

  /** The newest value, seen from now on. */
  *borrowAndUpdate(): Op<WatchRef<T>> {
    this.use("borrowAndUpdate()");
    const { ref, version } = yield* this.read();
    this.seen = version;
    return ref;
  }

  /** Whether there is a value that was not seen; an error once there is no sender. */
  *hasChanged(): Op<Result<boolean, "closed">> {
    this.use("hasChanged()");
    const word = yield* (yield* this.shared.get()).state.load();
    return hasNoSender(word) ? IS_CLOSED : { ok: true, value: versionOf(word) !== this.seen };
  }

  /** The newest value counts as not seen. */
  markChanged(): void {
    this.use("markChanged()");
    this.seen = versionBefore(this.seen);
  }

  /** The newest value counts as seen. */
  *markUnchanged(): Op<void> {
    this.use("markUnchanged()");
    this.seen = versionOf(yield* (yield* this.shared.get()).state.load());
  }

  /** Resolves once there is a value that was not seen, and sees it; an error where none will come. Borrows the receiver. */
  changed(): Future<Result<void, "closed">> {
    this.use("changed()");
    return cooperative(new Changed(this));
  }

  /** Resolves to a borrow of the first value looked at that `predicate` holds for; an error where none will come. */
  waitFor(predicate: (value: T) => boolean): Future<Result<WatchRef<T>, "closed">> {
    this.use("waitFor()");
    return cooperative(new WaitFor(this, predicate));
  }

  /** `same_channel`. */
  sameChannel(other: WatchReceiver<T>): boolean {
    return this.shared.ptrEq(other.shared);
  }

  *drop(): Op<void> {
    this.consume("dropped");
    try {
      const { receivers, notifyTx } = yield* this.shared.get();
      // Relaxed: it only counts.
      if ((yield* receivers.fetchSub(1, "Relaxed")) === 1) yield* notifyTx.notifyWaiters();
    } finally {
      yield* this.shared.drop();
    }
  }

  private *read(): Op<{ readonly ref: WatchRef<T>; readonly version: number }> {
    const shared = yield* this.shared.get();
    const guard = yield* shared.value.read();
    // Nobody writes while it is locked: this is the version of this value.
    const version = versionOf(yield* shared.state.load());
    return { ref: new WatchRef(guard, version !== this.seen), version };
  }
}
