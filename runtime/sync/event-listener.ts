/**
 * The crate `event-listener` (version 5): an event that one listens to before one looks at a condition, so that
 * what is notified after the look is not missed. `notify(n)` sees to it that at least `n` listeners are
 * notified; a listener that is dropped with its notification passes it on.
 *
 * Both sides have a fence, listening before the look and notifying after the change; `notifyRelaxed` has none
 * and relies on the list's lock, which is why it is taken even where nobody seems to listen.
 */
import { fence, type Op, Owned } from "../../sim/index.ts";
import type { Context } from "../future/context.ts";
import type { Future } from "../future/future.ts";
import { PENDING, type Poll, READY } from "../future/poll.ts";
import { EventList, ListenerLink } from "./event-list.ts";

export class Event {
  readonly list: EventList;

  /** `name` is for traces. */
  constructor(name = "event") {
    this.list = new EventList(name);
  }

  /** A listener, in the list from here on. */
  *listen(): Op<EventListener> {
    const link = new ListenerLink();
    yield* this.list.insert(link);
    // Pairs with the fence of `notify`: either it sees the listener, or the listener's owner sees the change.
    yield* fence("SeqCst");
    return new EventListener(this.list, link);
  }

  /** Notifies as many listeners as are missing to `n`; says how many they were. */
  *notify(n: number): Op<number> {
    yield* fence("SeqCst");
    return yield* this.list.notify(n, false);
  }

  /** `n.relaxed()`: without the fence. */
  notifyRelaxed(n: number): Op<number> {
    return this.list.notify(n, false);
  }

  /** `n.additional()`: `n` more listeners, however many are notified already. */
  *notifyAdditional(n: number): Op<number> {
    yield* fence("SeqCst");
    return yield* this.list.notify(n, true);
  }
}

/** Ready once it is notified. */
export class EventListener extends Owned implements Future<void> {
  readonly sort = "event listener";
  private readonly list: EventList;
  private readonly link: ListenerLink;

  /** Use `listen`. */
  constructor(list: EventList, link: ListenerLink) {
    super(null);
    this.list = list;
    this.link = link;
  }

  *poll(cx: Context): Op<Poll<void>> {
    this.use("poll()");
    return (yield* this.list.register(this.link, cx.waker)) ? READY : PENDING;
  }

  /** Leaves the list; a notification that it had goes to the next one. */
  drop(): Op<void> {
    this.consume("dropped");
    return this.list.remove(this.link);
  }
}
