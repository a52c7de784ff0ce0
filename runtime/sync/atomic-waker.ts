/**
 * `AtomicWaker` after tokio's `sync/task/atomic_waker.rs`: one waker, registered by a consumer and
 * woken by any number of notifiers.
 *
 * Two bits lock the cell. Who turns WAITING into REGISTERING or WAKING owns it until the bit is
 * cleared. A wake that meets REGISTERING leaves WAKING set, and the registrar wakes in its place; a
 * register that meets WAKING wakes its own waker instead of storing it. Hence the contract: register
 * first, then check the condition; change the condition first, then wake.
 * Wakers are user code (clone, wake, drop): what they do runs with no bit held, except the clone,
 * whose panic must not leave REGISTERING behind.
 */
import {
  AtomicUsize,
  assertOrPanic,
  type Caught,
  catchUnwind,
  dropInPlace,
  finding,
  type Op,
  observing,
  Panic,
  raise,
  resumeUnwind,
  UnsafeCell,
  yieldNow,
} from "../../sim/index.ts";
import { type RegisterOutcome, tell } from "../events.ts";
import { showWaker, type Waker } from "../future/waker.ts";
import { BY_REF, BY_VALUE, type WakerRef } from "./waker-ref.ts";

/** Nobody owns the cell. */
export const WAITING = 0;
/** A registrar owns the cell. */
export const REGISTERING = 0b01;
/** A notifier owns the cell; together with REGISTERING: one came while the registrar owned it. */
export const WAKING = 0b10;

const NOT_WAKING = ~WAKING >>> 0;

export interface AtomicWakerOptions {
  /** For traces: the word is `<name>.state`, the cell `<name>.cell`. */
  readonly name?: string;
  /**
   * For tests only: a word and a slot that, on one thread, nothing but a concurrent call could have
   * left behind. The protocol is then that call's: a lock bit set here is never released.
   */
  readonly forced?: { readonly state: number; readonly waker: Waker | null };
}

export class AtomicWaker {
  readonly name: string;
  /** The word and the cell, for monitors: the code under test goes through the methods. */
  readonly state: AtomicUsize;
  readonly cell: UnsafeCell<Waker | null>;
  private dropped = false;

  /** `options` is a name for traces, or more. */
  constructor(options: string | AtomicWakerOptions = {}) {
    const { name = "atomic-waker", forced }: AtomicWakerOptions =
      typeof options === "string" ? { name: options } : options;
    this.name = name;
    this.state = new AtomicUsize(forced?.state ?? WAITING, { name: `${name}.state`, show: showState });
    this.cell = new UnsafeCell<Waker | null>(forced?.waker ?? null, { name: `${name}.cell`, show: showWaker });
    if (observing()) tell({ type: "atomic-waker.new", on: this });
  }

  /** Stores `waker`, in place of any before it: calls of `wake` from now on wake it. Takes it over. */
  register(waker: Waker): Op<void> {
    return this.doRegister(waker, BY_VALUE);
  }

  /** As `register`, with a clone. Always clones: whether it is the same waker again is not asked. */
  registerByRef(waker: Waker): Op<void> {
    return this.doRegister(waker, BY_REF);
  }

  /** Wakes and forgets the registered waker; nothing when there is none. A panic of its wake is the caller's. */
  *wake(): Op<void> {
    if (observing()) tell({ type: "atomic-waker.wake", on: this });
    const waker = yield* this.takeWaker();
    if (waker !== null) yield* waker.wake();
  }

  /** Takes the registered waker out for the caller to wake later; null when there is none or it is just changing. */
  *takeWaker(): Op<Waker | null> {
    this.use("takeWaker()");
    if (observing()) tell({ type: "atomic-waker.take.begin", on: this });
    let waker: Waker | null = null;
    // Acquire: the registrar's write of the cell. Release: what this notifier did before must be
    // seen by the registrar that finds WAKING set, for it wakes in our place.
    const seen = yield* this.state.fetchOr(WAKING, "AcqRel");
    if (seen === WAITING) {
      waker = yield* this.cell.replace(null);
      // Release: hands the emptied cell to the next owner. Nothing is read here: no acquire.
      yield* this.state.fetchAnd(NOT_WAKING, "Release");
    } else {
      // Somebody owns the cell. A registrar will see WAKING and wake; another notifier does already.
      assertOrPanic(
        seen === REGISTERING || seen === (REGISTERING | WAKING) || seen === WAKING,
        "state == REGISTERING || state == REGISTERING | WAKING || state == WAKING",
      );
    }
    if (observing()) tell({ type: "atomic-waker.take.end", on: this, waker });
    return waker;
  }

  /** Drops the registered waker. As in Rust nobody else may be using it: that is not asked, but a race is found. */
  *drop(): Op<void> {
    this.use("drop()");
    if (observing()) tell({ type: "atomic-waker.drop", on: this });
    this.dropped = true;
    yield* dropInPlace(yield* this.cell.replace(null));
  }

  private *doRegister(waker: Waker, given: WakerRef): Op<void> {
    this.use("register()");
    if (observing()) tell({ type: "atomic-waker.register.begin", on: this, waker });
    let outcome: RegisterOutcome;
    try {
      // Acquire, either way: on success the last owner's write of the cell; where WAKING is found,
      // what the notifier did before its wake, for the caller is about to be woken on its account.
      const lock = yield* this.state.compareExchange(WAITING, REGISTERING, "Acquire", "Acquire");
      if (lock.ok) {
        outcome = yield* this.store(waker, given);
      } else if (lock.actual === WAKING) {
        yield* given.wake(waker);
        yield* yieldNow(); // the woken caller will come back until the notifier is through
        outcome = "woke-itself";
      } else {
        // Two registrars at once: one wins, and which one is not promised.
        assertOrPanic(
          lock.actual === REGISTERING || lock.actual === (REGISTERING | WAKING),
          "state == REGISTERING || state == REGISTERING | WAKING",
        );
        yield* given.drop(waker);
        outcome = "refused";
      }
    } catch (thrown) {
      if (thrown instanceof Panic) this.tellRegistered(waker, "panicked");
      throw thrown;
    }
    this.tellRegistered(waker, outcome);
  }

  /** REGISTERING is ours: puts the waker into the cell and unlocks. */
  private *store(waker: Waker, given: WakerRef): Op<RegisterOutcome> {
    // A panic is held back until the word is WAITING again, or every later call would find it locked.
    const made = yield* catchUnwind(() => given.intoWaker(waker));
    const old = made.ok ? yield* this.cell.replace(made.value) : null;
    // Release: hands the cell to the next owner. Acquire, should a notifier have come: what it did
    // before its wake happens before the waker is woken for it, below.
    const unlock = yield* this.state.compareExchange(REGISTERING, WAITING, "AcqRel", "Acquire");
    if (!unlock.ok) {
      yield* this.wakeForTheNotifier(made, old, unlock.actual);
    } else if (old !== null) {
      // Only now, unlocked: its drop may re-enter. Its panic is not the caller's, who did not put it there.
      yield* catchUnwind(() => old.drop());
    }
    if (!made.ok) resumeUnwind(made.panic);
    return unlock.ok ? "stored" : "met-wake";
  }

  /** A wake came while REGISTERING was ours: unlocks and wakes in its place. `old` was taken out of the cell. */
  private *wakeForTheNotifier(made: Caught<Waker>, old: Waker | null, word: number): Op<void> {
    assertOrPanic(word === (REGISTERING | WAKING), "state == REGISTERING | WAKING");
    // Out of the cell before unlocking: afterwards it is another's.
    const inCell = yield* this.cell.replace(null);
    // Nobody changes the word while both bits are set, so a swap does. Release: the emptied cell.
    // Acquire: wakes that came since and found WAKING already set.
    yield* this.state.swap(WAITING, "AcqRel");
    // Where the clone panicked, the waker in the cell is still the one from before.
    const evicted = made.ok ? old : inCell;
    // It was registered when the wake came, so it is woken, not dropped; its panic is not the caller's.
    if (evicted !== null) yield* catchUnwind(() => evicted.wake());
    if (made.ok && inCell !== null) yield* inCell.wake();
  }

  private tellRegistered(waker: Waker, outcome: RegisterOutcome): void {
    if (observing()) tell({ type: "atomic-waker.register.end", on: this, waker, outcome });
  }

  private use(what: string): void {
    if (this.dropped) {
      raise(
        finding("use-after-free", `${what} on ${this.name}, which was dropped before.`, {
          involved: [this.name, what],
        }),
      );
    }
  }
}

const STATE_NAMES = ["WAITING", "REGISTERING", "WAKING", "REGISTERING|WAKING"];

/** The word of an AtomicWaker as it reads in traces. */
function showState(word: number): string {
  if (word === NOT_WAKING) return "!WAKING";
  return STATE_NAMES[word] ?? `${word}`;
}
