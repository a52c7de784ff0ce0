/**
 * The futures of a watch channel: `async fn`s in tokio, written by hand here. Each asks for a notification first and
 * looks afterwards: what comes in between is in the notification. That may also be of a change which has been seen
 * already, so having been notified says no more than to look again.
 */
import { type Arc, catchUnwind, dropInPlace, type Op, resumeUnwind } from "../../sim/index.ts";
import type { Context } from "../future/context.ts";
import type { Future } from "../future/future.ts";
import { PENDING, type Poll, READY, ready } from "../future/poll.ts";
import { IS_CLOSED, OK, type Result } from "../future/result.ts";
import type { Notified } from "./notified.ts";
import { WatchRef } from "./watch-ref.ts";
import { calling, type WatchShared } from "./watch-shared.ts";
import { hasNoSender, versionOf } from "./watch-version.ts";

/** What a receiver lends to its futures. */
export interface Viewer<T> {
  readonly shared: Arc<WatchShared<T>>;
  /** The version of the value that it saw last. */
  seen: number;
}

/** What both kinds wait by: dropped, and made anew, each time that it was notified. */
abstract class Notifiable {
  protected notified: Notified | null = null;

  *drop(): Op<void> {
    const { notified } = this;
    this.notified = null;
    yield* dropInPlace(notified);
  }
}

/** `changed_impl`: until there is a version that was not seen; that one is seen then. */
export class Changed<T> extends Notifiable implements Future<Result<void, "closed">> {
  private readonly viewer: Viewer<T>;

  constructor(viewer: Viewer<T>) {
    super();
    this.viewer = viewer;
  }

  *poll(cx: Context): Op<Poll<Result<void, "closed">>> {
    for (;;) {
      if (this.notified === null) {
        this.notified = yield* (yield* this.viewer.shared.get()).notifyRx.notified();
        const changed = yield* maybeChanged(this.viewer);
        if (changed !== null) {
          yield* this.drop();
          return ready(changed);
        }
      }
      if (!(yield* this.notified.poll(cx)).ready) return PENDING;
      yield* this.drop();
    }
  }
}

/** Sees a version that is new; null where there is none, and senders that could make one. */
function* maybeChanged<T>(viewer: Viewer<T>): Op<Result<void, "closed"> | null> {
  const word = yield* (yield* viewer.shared.get()).state.load();
  const version = versionOf(word);
  if (viewer.seen !== version) {
    viewer.seen = version;
    return OK;
  }
  return hasNoSender(word) ? IS_CLOSED : null;
}

/** `wait_for_inner`: until `predicate` holds for the value, which is borrowed then. */
export class WaitFor<T> implements Future<Result<WatchRef<T>, "closed">> {
  private readonly viewer: Viewer<T>;
  private readonly predicate: (value: T) => boolean;
  private readonly changed: Changed<T>;
  private isWaiting = false;

  constructor(viewer: Viewer<T>, predicate: (value: T) => boolean) {
    this.viewer = viewer;
    this.predicate = predicate;
    this.changed = new Changed(viewer);
  }

  *poll(cx: Context): Op<Poll<Result<WatchRef<T>, "closed">>> {
    let isClosed = false;
    for (;;) {
      if (!this.isWaiting) {
        const found = yield* this.look(isClosed);
        if (found !== null) return ready({ ok: true, value: found });
        if (isClosed) return ready(IS_CLOSED);
        this.isWaiting = true;
      }
      const changed = yield* this.changed.poll(cx);
      if (!changed.ready) return PENDING;
      this.isWaiting = false;
      isClosed = !changed.value.ok;
    }
  }

  drop(): Op<void> {
    return this.changed.drop();
  }

  /** The value, if it will do. Of a closed channel it is looked at once more only if it was not seen. */
  private *look(isClosed: boolean): Op<WatchRef<T> | null> {
    const { viewer, predicate } = this;
    const shared = yield* viewer.shared.get();
    const guard = yield* shared.value.read();
    const version = versionOf(yield* shared.state.load());
    const hasChanged = viewer.seen !== version;
    viewer.seen = version;
    if (!isClosed || hasChanged) {
      const does = yield* catchUnwind(() => calling(predicate, guard.value));
      if (!does.ok) {
        yield* guard.drop();
        resumeUnwind(does.panic);
      }
      if (does.value) return new WatchRef(guard, hasChanged);
    }
    yield* guard.drop();
    return null;
  }
}

/** `Sender::closed`: until there is no receiver. There may be new ones when it resolves. */
export class NoReceivers<T> extends Notifiable implements Future<void> {
  private readonly shared: Arc<WatchShared<T>>;

  constructor(shared: Arc<WatchShared<T>>) {
    super();
    this.shared = shared;
  }

  *poll(cx: Context): Op<Poll<void>> {
    const { receivers, notifyTx } = yield* this.shared.get();
    for (;;) {
      if (this.notified === null) {
        if ((yield* receivers.load("Relaxed")) === 0) return READY;
        this.notified = yield* notifyTx.notified();
        if ((yield* receivers.load("Relaxed")) === 0) {
          yield* this.drop();
          return READY;
        }
      }
      if (!(yield* this.notified.poll(cx)).ready) return PENDING;
      yield* this.drop();
    }
  }
}
