/**
 * Who is polling a `Shared`'s future, and who waits for it: what its waker leads to. The state is not the lock's:
 * a handle that finds another one polling goes to sleep without waiting for it.
 */
import { Arc, AtomicUsize, Mutex, type Op, type RawPtr } from "../../sim/index.ts";
import { ManuallyDrop } from "./manually-drop.ts";
import { RawWaker, type RawWakerVTable } from "./raw-waker.ts";
import { Waker } from "./waker.ts";

export const IDLE = 0;
export const POLLING = 1;
export const COMPLETE = 2;
export const POISONED = 3;

const STATES = ["IDLE", "POLLING", "COMPLETE", "POISONED"];

/** A handle's place. `waker` is null from a wake to the handle's next poll. */
interface Place {
  waker: Waker | null;
}

/** Free places are null. The whole is null once the future is complete. */
type Places = (Place | null)[] | null;

export class SharedNotifier {
  readonly state: AtomicUsize;
  /** An ordinary mutex: futures-rs wakes, clones and drops wakers with the lock held. */
  private readonly places: Mutex<Places>;

  constructor(name: string) {
    this.state = new AtomicUsize(IDLE, { name: `${name}.state`, show: (word) => STATES[word] ?? String(word) });
    this.places = new Mutex<Places>([], `${name}.wakers`);
  }

  /** POLLING now, if it was IDLE; gives back what it was. */
  *beginPoll(): Op<number> {
    return (yield* this.state.compareExchange(IDLE, POLLING, "SeqCst", "SeqCst")).actual;
  }

  /** Stores a clone of `waker` in the handle's place, `key`; null: in a new one. Gives back the key. */
  register(key: number | null, waker: Waker): Op<number | null> {
    return this.places.with(function* (places) {
      if (places === null) return key; // complete meanwhile
      const place = key === null ? null : (places[key] ?? null);
      if (place === null) return insert(places, yield* waker.clone());
      const before = place.waker;
      if (before?.willWake(waker) === true) return key;
      place.waker = yield* waker.clone();
      if (before !== null) yield* before.drop();
      return key;
    });
  }

  /** The handle with this key is gone. */
  unregister(key: number): Op<void> {
    return this.places.with(function* (places) {
      const place = places?.[key] ?? null;
      if (places === null || place === null) return;
      places[key] = null;
      if (place.waker !== null) yield* place.waker.drop();
    }, "ignore");
  }

  /** Wakes whoever has registered since the last wake; they keep their places. */
  wakeAll(): Op<void> {
    return this.places.with(function* (places) {
      for (const place of places ?? []) {
        const waker = place?.waker ?? null;
        if (place === null || waker === null) continue;
        place.waker = null;
        yield* waker.wake();
      }
    });
  }

  /** Wakes all, for the last time. */
  *wakeAllAndClose(): Op<void> {
    yield* this.places.with(function* (places, guard) {
      guard.value = null;
      const left = (places ?? []).flatMap((place) => place?.waker ?? []);
      for (const waker of left) yield* waker.wake();
    });
  }

  /** Drops the wakers of handles that were forgotten. */
  *drop(): Op<void> {
    for (const place of this.places.peek() ?? []) if (place !== null && place.waker !== null) yield* place.waker.drop();
  }
}

function insert(places: (Place | null)[], waker: Waker): number {
  const free = places.indexOf(null);
  const key = free === -1 ? places.length : free;
  places[key] = { waker };
  return key;
}

/** Each waker is one reference to the notifier. */
const NOTIFIER_WAKER: RawWakerVTable<RawPtr<SharedNotifier>> = {
  *clone(pointer) {
    yield* Arc.incrementStrongCount(pointer);
    return RawWaker.of(pointer, NOTIFIER_WAKER);
  },
  *wake(pointer) {
    try {
      yield* (yield* pointer.get()).wakeAll();
    } finally {
      yield* Arc.decrementStrongCount(pointer);
    }
  },
  *wakeByRef(pointer) {
    yield* (yield* pointer.get()).wakeAll();
  },
  drop: (pointer) => Arc.decrementStrongCount(pointer),
};

/** A waker that borrows the reference of whoever has `pointer`. */
export function notifierWaker(pointer: RawPtr<SharedNotifier>): ManuallyDrop<Waker> {
  return new ManuallyDrop(Waker.fromRaw(RawWaker.of(pointer, NOTIFIER_WAKER)));
}
