/** The listeners of an event: those that wait, the oldest first, and how many are notified and have not noticed yet. */
import { Mutex, type Op, panic } from "../../sim/index.ts";
import type { Waker } from "../future/waker.ts";
import { replaceWaker, takeWaker, type WakerPlace } from "../future/waker-place.ts";
import { LinkedList, Links } from "../util/linked-list.ts";

type ListenerState = "created" | "waiting" | "notified" | "notified additionally" | "taken";

/** A listener's part of the list, guarded by the list's lock. */
export class ListenerLink implements WakerPlace {
  readonly links = new Links<ListenerLink>();
  state: ListenerState = "created";
  waker: Waker | null = null;

  get isNotified(): boolean {
    return this.state === "notified" || this.state === "notified additionally";
  }
}

class ListInner {
  /** Those that were notified are off it: nobody looks for them but themselves. */
  readonly unnotified = new LinkedList<ListenerLink>((link) => link.links);
  notified = 0;
}

export class EventList {
  /** An ordinary mutex: event-listener wakes with the lock held. */
  readonly inner: Mutex<ListInner>;

  constructor(name: string) {
    this.inner = new Mutex(new ListInner(), `${name}.list`);
  }

  insert(link: ListenerLink): Op<void> {
    return this.inner.with(function* (inner) {
      inner.unnotified.pushFront(link);
    }, "ignore");
  }

  /** True, and off the list: it was notified. Else it has the waker of this poll, not an older one. */
  register(link: ListenerLink, waker: Waker): Op<boolean> {
    return this.inner.with(function* (inner) {
      if (link.state === "taken") panic("cannot poll a completed `EventListener` future");
      if (link.isNotified) {
        inner.notified--;
        link.state = "taken";
        return true;
      }
      link.state = "waiting";
      yield* replaceWaker(link, waker);
      return false;
    }, "ignore");
  }

  /** Its listener is dropped. */
  remove(link: ListenerLink): Op<void> {
    return this.inner.with(function* (inner) {
      if (link.state === "taken") return;
      const { state, isNotified } = link;
      const waker = takeWaker(link);
      link.state = "taken";
      if (isNotified) {
        inner.notified--;
        yield* notifyIn(inner, 1, state === "notified additionally");
      } else {
        inner.unnotified.remove(link);
      }
      if (waker !== null) yield* waker.drop();
    }, "ignore");
  }

  notify(n: number, additional: boolean): Op<number> {
    return this.inner.with((inner) => notifyIn(inner, n, additional), "ignore");
  }
}

/** With the lock. Says how many were notified. */
function* notifyIn(inner: ListInner, n: number, additional: boolean): Op<number> {
  const missing = additional ? n : n - inner.notified;
  let count = 0;
  while (count < missing) {
    const link = inner.unnotified.popBack();
    if (link === null) break;
    link.state = additional ? "notified additionally" : "notified";
    const waker = takeWaker(link);
    inner.notified++;
    count++;
    if (waker !== null) yield* waker.wake();
  }
  return count;
}
