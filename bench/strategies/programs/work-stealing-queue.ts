/**
 * Work-stealing queues as in CHESS's examples: the owner pushes and pops at the tail, a thief takes at the
 * head, and only over the last item do they have to agree. Two after Cilk's THE protocol (Frigo, Leiserson,
 * Randall, PLDI 1998), in which thieves exclude each other by a lock, and one after Chase and Lev (SPAA
 * 2005), in which an exchange decides; each with a mistake.
 */
import { AtomicUsize, assert, Mutex, type Op } from "../../../sim/index.ts";
import { type Classic, classic, joinAll, spawnMany } from "../classic.ts";

const ROUNDS = 4;

abstract class Queue {
  // From 1, so that a tail lowered below the head is no wrap-around.
  protected readonly head = new AtomicUsize(1, "head");
  protected readonly tail = new AtomicUsize(1, "tail");
  protected readonly lock = new Mutex(null, "lock");
  /** The books: at which places lies an item that nobody took? */
  private readonly filled = new Set<number>();

  *own(): Op<void> {
    for (let round = 0; round < ROUNDS; round++) {
      yield* this.push();
      yield* this.push();
      yield* this.pop();
      yield* this.pop();
    }
  }

  *thieve(): Op<void> {
    for (let round = 0; round < ROUNDS; round++) yield* this.steal();
  }

  protected abstract pop(): Op<void>;

  /** Claims the item at the head, and gives the claim back where the owner was there first. */
  protected *steal(): Op<void> {
    const guard = yield* this.lock.lock();
    const head = yield* this.head.load("SeqCst");
    yield* this.head.store(head + 1, "SeqCst");
    if (head < (yield* this.tail.load("SeqCst"))) this.take(head);
    else yield* this.head.store(head, "SeqCst");
    yield* guard.drop();
  }

  protected take(place: number): void {
    assert(this.filled.delete(place), "an item was taken twice");
  }

  /** Lowers the tail: the place of the item that the owner claims. */
  protected *claim(): Op<number> {
    const place = (yield* this.tail.load("SeqCst")) - 1;
    yield* this.tail.store(place, "SeqCst");
    return place;
  }

  private *push(): Op<void> {
    const place = yield* this.tail.load("SeqCst");
    this.filled.add(place);
    yield* this.tail.store(place + 1, "SeqCst");
  }
}

/** Looks at the head before it claims, so that a thief may come between. */
class LooksFirst extends Queue {
  protected *pop(): Op<void> {
    const head = yield* this.head.load("SeqCst");
    const place = yield* this.claim();
    if (head <= place) this.take(place);
    else yield* this.tail.store(place + 1, "SeqCst");
  }
}

/** The owner is right; it is the thieves that do not keep each other out. */
class Unlocked extends Queue {
  protected *pop(): Op<void> {
    const place = yield* this.claim();
    if ((yield* this.head.load("SeqCst")) <= place) return this.take(place);
    yield* this.tail.store(place + 1, "SeqCst");
  }

  protected override *steal(): Op<void> {
    const head = yield* this.head.load("SeqCst");
    yield* this.head.store(head + 1, "SeqCst");
    if (head < (yield* this.tail.load("SeqCst"))) this.take(head);
    else yield* this.head.store(head, "SeqCst");
  }
}

/** Thieves take by an exchange of the head; so should the owner take the last item, and does not. */
class NoExchange extends Queue {
  protected *pop(): Op<void> {
    const place = yield* this.claim();
    const head = yield* this.head.load("SeqCst");
    if (head <= place) this.take(place);
    else yield* this.tail.store(place + 1, "SeqCst");
  }

  protected override *steal(): Op<void> {
    const head = yield* this.head.load("SeqCst");
    if (head >= (yield* this.tail.load("SeqCst"))) return;
    if ((yield* this.head.compareExchange(head, head + 1, "SeqCst", "SeqCst")).ok) this.take(head);
  }
}

function queue(name: string, about: string, thieves: number, make: () => Queue): Classic {
  return classic(name, about, function* () {
    const shared = make();
    const owner = yield* spawnMany(1, "owner", () => shared.own());
    const others = yield* spawnMany(thieves, "thief", () => shared.thieve());
    yield* joinAll([...owner, ...others]);
  });
}

export const workStealingQueues: readonly Classic[] = [
  queue("wsq_looks_first", "the owner reads the head before it lowers the tail", 1, () => new LooksFirst()),
  queue("wsq_unlocked", "two thieves without a lock between them", 2, () => new Unlocked()),
  queue("wsq_no_exchange", "the owner takes the last item without an exchange", 1, () => new NoExchange()),
];
