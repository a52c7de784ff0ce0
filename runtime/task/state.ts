/**
 * The task's state word and every transition of it, after tokio's `task/state.rs`.
 *
 * Whoever turns an idle word into a RUNNING one owns the future until it is idle or COMPLETE. The
 * flags and the count of references live in one word, so that one step moves both: a transition
 * that ends a reference tells its caller when that was the last one (`Dealloc`, `true`).
 * All writes are read-modify-writes: one order of modification, in which each continues the release
 * sequence of those before. `transitionToComplete`, `transitionToTerminal`, `refDec`, `refDecTwice`
 * and `unsetWakerAfterComplete` write first and assert after: when they panic, the word has changed.
 */
import {
  AtomicUsize,
  assertOrPanic,
  currentThread,
  finding,
  type Op,
  observing,
  panic,
  raise,
} from "../../sim/index.ts";
import { type Pollable, tell } from "../events.ts";
import {
  CANCELLED,
  COMPLETE,
  INITIAL_STATE,
  isCancelled,
  isComplete,
  isIdle,
  isJoinInterested,
  isJoinWakerSet,
  isNotified,
  isRunning,
  JOIN_INTEREST,
  JOIN_WAKER,
  NOTIFIED,
  REF_ONE,
  RUNNING,
  refCount,
  showSnapshot,
  WORD_MAX,
  withFlags,
  withoutFlags,
  withRefDec,
  withRefInc,
} from "./snapshot.ts";
import {
  type Outcome,
  outcomeName,
  type TransitionName,
  type TransitionToIdle,
  type TransitionToJoinHandleDrop,
  type TransitionToNotifiedByRef,
  type TransitionToNotifiedByVal,
  type TransitionToRunning,
  type UpdateResult,
} from "./transitions.ts";

/** The task that a word belongs to: names it in traces and fingerprints. */
export interface StateOwner extends Pollable {
  /** The label without numbers, the same for all tasks of a kind. */
  readonly role: string;
}

/** What to answer and what to write; null: nothing, the word may stay as it is. */
type Action<A> = readonly [outcome: A, next: number | null];

const LIFECYCLE_FLIP = RUNNING | COMPLETE;
const SHOW = { show: showSnapshot };

/** The word, named after its task only when somebody asks. */
class StateWord extends AtomicUsize {
  private readonly owner: StateOwner | string;

  constructor(owner: StateOwner | string, initial: number) {
    super(initial, SHOW);
    this.owner = owner;
  }

  override get label(): string {
    return `${typeof this.owner === "string" ? this.owner : this.owner.label}.state`;
  }

  override get role(): string {
    return `${typeof this.owner === "string" ? this.owner : this.owner.role}.state`;
  }
}

export class State {
  /** For monitors: the code under test goes through the methods. */
  readonly word: AtomicUsize;
  private readonly task: Pollable | null;

  /** `owner`: the task, or a name for traces. `initial` is for tests. */
  constructor(owner: StateOwner | string = "task", initial: number = INITIAL_STATE) {
    this.word = new StateWord(owner, initial);
    this.task = typeof owner === "string" ? null : owner;
  }

  /** The word now. */
  load(): Op<number> {
    // Acquire: whoever finds COMPLETE goes on to read the output, or the join waker.
    return this.word.load("Acquire");
  }

  /** Locks the future to poll or cancel it, for the holder of a `Notified`. */
  transitionToRunning(): Op<TransitionToRunning> {
    return this.fetchUpdateAction("transitionToRunning", (seen) => {
      assertOrPanic(isNotified(seen), "next.is_notified()");
      if (!isIdle(seen)) {
        // Running (a shutdown got there first) or complete: nothing to do but to give the reference back.
        const next = withRefDec(seen);
        return [refCount(next) === 0 ? "Dealloc" : "Failed", next];
      }
      // NOTIFIED is unset now, so that a wake during the poll is seen when the poll ends.
      const next = withFlags(withoutFlags(seen, NOTIFIED), RUNNING);
      return [isCancelled(next) ? "Cancelled" : "Success", next];
    });
  }

  /** Unlocks the future after a pending poll. Writes nothing when CANCELLED: it stays locked, to be cancelled. */
  transitionToIdle(): Op<TransitionToIdle> {
    return this.fetchUpdateAction("transitionToIdle", (seen) => {
      assertOrPanic(isRunning(seen), "curr.is_running()");
      if (isCancelled(seen)) return ["Cancelled", null];
      const idle = withoutFlags(seen, RUNNING);
      // Woken during the poll: one more reference for the `Notified` that the caller is about to
      // schedule; the caller's own is dropped after that.
      if (isNotified(idle)) return ["OkNotified", withRefInc(idle)];
      const next = withRefDec(idle); // that of the `Notified` which was polled
      return [refCount(next) === 0 ? "OkDealloc" : "Ok", next];
    });
  }

  /** RUNNING becomes COMPLETE; gives back the word after. */
  *transitionToComplete(): Op<number> {
    // Release: the output, for whoever finds COMPLETE. Acquire: the join waker, set before.
    const before = yield* this.word.fetchXor(LIFECYCLE_FLIP, "AcqRel");
    const after = (before ^ LIFECYCLE_FLIP) >>> 0;
    if (observing()) this.tell("transitionToComplete", "Snapshot", before, after);
    assertOrPanic(isRunning(before), "prev.is_running()");
    assertOrPanic(!isComplete(before), "!prev.is_complete()");
    return after;
  }

  /** `count` references less, after completion; true: deallocate, they were the last. */
  *transitionToTerminal(count: number): Op<boolean> {
    // Release: what was done by these references happens before the deallocation by another.
    // Acquire: and what others did by theirs, should it be ours.
    const before = yield* this.word.fetchSub(count * REF_ONE, "AcqRel");
    const dealloc = refCount(before) === count;
    if (observing()) this.tell("transitionToTerminal", dealloc, before, before - count * REF_ONE);
    if (refCount(before) < count) panic(`current: ${refCount(before)}, sub: ${count}`);
    return dealloc;
  }

  /** A wake that consumes the caller's reference, except on `Submit`. */
  transitionToNotifiedByVal(): Op<TransitionToNotifiedByVal> {
    return this.fetchUpdateAction("transitionToNotifiedByVal", (seen) => {
      if (isRunning(seen)) {
        // Who runs the task will find NOTIFIED and submit it.
        const next = withRefDec(withFlags(seen, NOTIFIED));
        assertOrPanic(refCount(next) > 0, "snapshot.ref_count() > 0"); // who runs it holds one
        return ["DoNothing", next];
      }
      if (isComplete(seen) || isNotified(seen)) {
        const next = withRefDec(seen);
        return [refCount(next) === 0 ? "Dealloc" : "DoNothing", next];
      }
      return ["Submit", withRefInc(withFlags(seen, NOTIFIED))];
    });
  }

  /** A wake that leaves the caller its reference. */
  transitionToNotifiedByRef(): Op<TransitionToNotifiedByRef> {
    return this.fetchUpdateAction("transitionToNotifiedByRef", (seen) => {
      if (isComplete(seen)) return ["DoNothing", null];
      // Written although nothing changes: the Release makes what was done before the wake visible to
      // the poll that answers it, whose `transitionToRunning` acquires.
      if (isNotified(seen)) return ["DoNothing", seen];
      const next = withFlags(seen, NOTIFIED);
      // Who runs the task will find NOTIFIED and submit it.
      if (isRunning(seen)) return ["DoNothing", next];
      return ["Submit", withRefInc(next)];
    });
  }

  /** For a task dump: NOTIFIED and one more reference, in whatever state. True: it was not NOTIFIED before. */
  transitionToNotifiedForTracing(): Op<boolean> {
    return this.fetchUpdateAction("transitionToNotifiedForTracing", (seen) => {
      if (isNotified(seen)) return [false, null];
      return [true, withRefInc(withFlags(seen, NOTIFIED))];
    });
  }

  /** An abort. True: the caller has to submit a `Notified`, whose reference was added. */
  transitionToNotifiedAndCancel(): Op<boolean> {
    return this.fetchUpdateAction("transitionToNotifiedAndCancel", (seen) => {
      if (isCancelled(seen) || isComplete(seen)) return [false, null];
      // Who runs the task finds CANCELLED when the poll ends. NOTIFIED only saves later wakes a write.
      if (isRunning(seen)) return [false, withFlags(seen, NOTIFIED | CANCELLED)];
      if (isNotified(seen)) return [false, withFlags(seen, CANCELLED)];
      return [true, withRefInc(withFlags(seen, NOTIFIED | CANCELLED))];
    });
  }

  /** The runtime shuts down: CANCELLED, even where complete. True: the future was idle and is the caller's now. */
  transitionToShutdown(): Op<boolean> {
    return this.fetchUpdateAction("transitionToShutdown", (seen) => {
      const idle = isIdle(seen);
      // Where somebody runs it, they will find CANCELLED when the poll ends.
      return [idle, withFlags(seen, idle ? RUNNING | CANCELLED : CANCELLED)];
    });
  }

  /**
   * Drops the `JoinHandle` of a task to which nothing has happened yet. False: something has, or the
   * exchange failed spuriously; take `transitionToJoinHandleDropped`.
   */
  *dropJoinHandleFast(): Op<boolean> {
    const next = withoutFlags(INITIAL_STATE - REF_ONE, JOIN_INTEREST);
    // Release: the handle's reference ends; what was done by it happens before the deallocation.
    // Relaxed on failure: nothing is read by it. No acquire: the handle was never polled, or the word
    // would show it, so there is nothing to have seen.
    const swap = yield* this.word.compareExchangeWeak(INITIAL_STATE, next, "Release", "Relaxed");
    if (observing()) this.tell("dropJoinHandleFast", swap.ok ? "Ok" : "Err", swap.actual, swap.ok ? next : swap.actual);
    return swap.ok;
  }

  /** The `JoinHandle` goes away: JOIN_INTEREST is unset; its reference remains, for the caller to drop. */
  transitionToJoinHandleDropped(): Op<TransitionToJoinHandleDrop> {
    return this.fetchUpdateAction("transitionToJoinHandleDropped", (seen) => {
      assertOrPanic(isJoinInterested(seen), "snapshot.is_join_interested()");
      const dropOutput = isComplete(seen); // nobody else will
      // Not complete: taking JOIN_WAKER away makes the waker the handle's alone, to be dropped by it.
      const next = withoutFlags(seen, dropOutput ? JOIN_INTEREST : JOIN_INTEREST | JOIN_WAKER);
      // Complete with JOIN_WAKER still set: the runtime is just waking it, and drops it.
      return [{ dropWaker: !isJoinWakerSet(next), dropOutput }, next];
    });
  }

  /** Hands the stored join waker to the runtime; declined when complete. */
  setJoinWaker(): Op<UpdateResult> {
    return this.fetchUpdateAction("setJoinWaker", (seen) => {
      assertOrPanic(isJoinInterested(seen), "curr.is_join_interested()");
      assertOrPanic(!isJoinWakerSet(seen), "!curr.is_join_waker_set()");
      if (isComplete(seen)) return declined(seen);
      return updated(withFlags(seen, JOIN_WAKER));
    });
  }

  /** Takes the join waker back from the runtime, to replace it; declined when complete. */
  unsetWaker(): Op<UpdateResult> {
    return this.fetchUpdateAction("unsetWaker", (seen) => {
      assertOrPanic(isJoinInterested(seen), "curr.is_join_interested()");
      if (isComplete(seen)) return declined(seen);
      // Only now: the runtime may have unset it, once complete.
      assertOrPanic(isJoinWakerSet(seen), "curr.is_join_waker_set()");
      return updated(withoutFlags(seen, JOIN_WAKER));
    });
  }

  /** The runtime has woken the join waker and gives it back; gives back the word after. */
  *unsetWakerAfterComplete(): Op<number> {
    // Release: the runtime's use of the waker happens before the handle drops it. Acquire: the handle
    // may be gone already (JOIN_INTEREST unset), and what it did with the waker, before we drop it.
    const before = yield* this.word.fetchAnd(~JOIN_WAKER, "AcqRel");
    const after = withoutFlags(before, JOIN_WAKER);
    if (observing()) this.tell("unsetWakerAfterComplete", "Snapshot", before, after);
    assertOrPanic(isComplete(before), "prev.is_complete()");
    assertOrPanic(isJoinWakerSet(before), "prev.is_join_waker_set()");
    return after;
  }

  /** One more reference, made from one that the caller has. */
  *refInc(): Op<void> {
    // Relaxed: nobody can deallocate while the caller has a reference, and handing the new one to
    // another thread brings its own ordering.
    const before = yield* this.word.fetchAdd(REF_ONE, "Relaxed");
    if (observing()) this.tell("refInc", "Ok", before, before + REF_ONE);
    if (before > WORD_MAX) this.abort(before);
  }

  /** One reference less; true: deallocate, it was the last. */
  *refDec(): Op<boolean> {
    // Both halves as in `transitionToTerminal`.
    const before = yield* this.word.fetchSub(REF_ONE, "AcqRel");
    const dealloc = refCount(before) === 1;
    if (observing()) this.tell("refDec", dealloc, before, before - REF_ONE);
    assertOrPanic(refCount(before) >= 1, "prev.ref_count() >= 1");
    return dealloc;
  }

  /** The two references of an `UnownedTask` less; true: deallocate, they were the last. */
  *refDecTwice(): Op<boolean> {
    const before = yield* this.word.fetchSub(2 * REF_ONE, "AcqRel");
    const dealloc = refCount(before) === 2;
    if (observing()) this.tell("refDecTwice", dealloc, before, before - 2 * REF_ONE);
    assertOrPanic(refCount(before) >= 2, "prev.ref_count() >= 2");
    return dealloc;
  }

  /** CAS loop: retries until no other thread changed the word between the load and the exchange. */
  private *fetchUpdateAction<A extends Outcome>(name: TransitionName, action: (seen: number) => Action<A>): Op<A> {
    let seen = yield* this.load();
    for (;;) {
      const [outcome, next] = action(seen);
      if (next !== null) {
        // Release: what was done before, for whoever acts on the new word: a wake's condition for the
        // poll, the poll's effects for the next one, a reference's uses for the deallocation. Acquire:
        // the other side of the same, also on failure, for then the word is judged anew.
        const swap = yield* this.word.compareExchange(seen, next, "AcqRel", "Acquire");
        if (!swap.ok) {
          seen = swap.actual;
          continue;
        }
      }
      if (observing()) this.tell(name, outcome, seen, next ?? seen);
      return outcome;
    }
  }

  private tell(name: TransitionName, outcome: Outcome, before: number, after: number): void {
    const { word, task } = this;
    tell({ type: "task.transition", word, task, name, outcome: outcomeName(outcome), before, after: after >>> 0 });
  }

  /** `process::abort()`: ends the execution, and no `catchUnwind` stops that. */
  private abort(before: number): never {
    const { label, role } = this.word;
    raise(
      finding("refcount", `"${currentThread().name}" aborts the process: too many references in ${label}.`, {
        details: [`${label} was ${showSnapshot(before)} before one more was added`],
        involved: [role, "refInc()", "abort"],
      }),
    );
  }
}

function updated(next: number): Action<UpdateResult> {
  return [{ ok: true, snapshot: next }, next];
}

function declined(seen: number): Action<UpdateResult> {
  return [{ ok: false, snapshot: seen }, null];
}
