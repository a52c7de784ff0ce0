/**
 * Who is polling a `Shared`'s future, and who waits for it: what its waker leads to. The state is not the lock's:
 * a handle that finds another one polling goes to sleep without waiting for it.
 */
import { Arc, AtomicUsize, Mutex, type Op, type RawPtr } from "../../sim/index.ts";
import { ManuallyDrop } from "./manually-drop.ts";
import { RawWaker, type RawWakerVTable } from "./raw-waker.ts";
import { Waker } from "./waker.ts";
import { replaceWaker, takeWaker, type WakerPlace } from "./waker-place.ts";

export const IDLE = 0;
export const POLLING = 1;
export const COMPLETE = 2;
export const POISONED = 3;

const STATES = ["IDLE", "POLLING", "COMPLETE", "POISONED"];

interface Waiting {
  /** The handles', each empty from a wake to the handle's next poll. Free ones are null, all once the future is complete. */
  places: (WakerPlace | null)[] | null;
  /** A wake came during the poll that is going on. */
  isWokenInPoll: boolean;
}

export class SharedNotifier {
  readonly state: AtomicUsize;
  /** An ordinary mutex: futures-rs wakes, clones and drops wakers with the lock held. */
  private readonly waiting: Mutex<Waiting>;

  constructor(name: string) {
    this.state = new AtomicUsize(IDLE, { name: `${name}.state`, show: (word) => STATES[word] ?? String(word) });
    this.waiting = new Mutex<Waiting>({ places: [], isWokenInPoll: false }, `${name}.wakers`);
  }

  /** POLLING now, if it was IDLE; gives back what it was. */
  *beginPoll(): Op<number> {
    return (yield* this.state.compareExchange(IDLE, POLLING, "SeqCst", "SeqCst")).actual;
  }

  /** Stores a clone of `waker` in the handle's place, `key`; null: in a new one. Gives back the key. */
  register(key: number | null, waker: Waker): Op<number | null> {
    return this.waiting.with(function* ({ places }) {
      if (places === null) return key; // complete meanwhile
      const place = key === null ? null : (places[key] ?? null);
      if (place === null) return insert(places, yield* waker.clone());
      yield* replaceWaker(place, waker);
      return key;
    });
  }

  /** The handle with this key is gone. */
  unregister(key: number): Op<void> {
    return this.waiting.with(function* ({ places }) {
      const place = places?.[key] ?? null;
      if (places === null || place === null) return;
      places[key] = null;
      if (place.waker !== null) yield* place.waker.drop();
    }, "ignore");
  }

  /** POLLING is IDLE again. True: it was; else nothing changed. */
  *endPoll(): Op<boolean> {
    const waiting = yield* this.waiting.lock();
    try {
      const { ok } = yield* this.state.compareExchange(POLLING, IDLE, "SeqCst", "SeqCst");
      // Who registered after a wake of this poll has missed it, and saw POLLING. The handle that polls was woken,
      // but it may be dropped before it polls again.
      if (waiting.value.isWokenInPoll) yield* wakeRegistered(waiting.value);
      waiting.value.isWokenInPoll = false;
      return ok;
    } finally {
      yield* waiting.drop();
    }
  }

  /** The poll panicked: whoever waits is woken, to panic as well. */
  *poison(): Op<void> {
    yield* this.state.store(POISONED, "SeqCst");
    yield* this.waiting.with(wakeRegistered);
  }

  /** Wakes whoever has registered since the last wake; they keep their places. */
  wakeAll(): Op<void> {
    const { state } = this;
    return this.waiting.with(function* (waiting) {
      waiting.isWokenInPoll = (yield* state.load("SeqCst")) === POLLING;
      yield* wakeRegistered(waiting);
    });
  }

  /** Wakes all, for the last time: the output is there. */
  *complete(): Op<void> {
    yield* this.state.store(COMPLETE, "SeqCst");
    yield* this.waiting.with(function* (waiting) {
      yield* wakeRegistered(waiting);
      waiting.places = null;
    });
  }

  /** Drops the wakers of handles that were forgotten. */
  *drop(): Op<void> {
    for (const place of this.waiting.peek().places ?? []) {
      if (place !== null && place.waker !== null) yield* place.waker.drop();
    }
  }
}

/** With the lock. */
function* wakeRegistered({ places }: Waiting): Op<void> {
  for (const place of places ?? []) {
    const waker = place === null ? null : takeWaker(place);
    if (waker !== null) yield* waker.wake();
  }
}

function insert(places: (WakerPlace | null)[], waker: Waker): number {
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
