/**
 * The head of a local task, after Glommio's `task/header.rs`. The word and the awaiter are plain memory
 * of the home thread. What any thread may use: the notifier, which never changes, and the references.
 */
import { AtomicUsize, assertOrPanic, dropInPlace, type Op, observing } from "../../../sim/index.ts";
import { tell } from "../../events.ts";
import { showWaker, type Waker } from "../../future/waker.ts";
import { TaskField } from "../../task/task-field.ts";
import { abortOnPanic } from "./abort-on-panic.ts";
import type { LocalReferenceKind, LocalTransitionName } from "./local-events.ts";
import type { RawLocalTask } from "./raw.ts";
import type { SleepNotifier } from "./sleep-notifier.ts";
import { INITIAL, showWord } from "./word.ts";

/** The count is an `i16`. */
export const REFERENCES_MAX = 0x7fff;

const SHOW_WORD = { show: showWord };
const SHOW_WAKER = { show: showWaker };

/** Named after its task only when somebody asks. */
class References extends AtomicUsize {
  private readonly task: RawLocalTask;

  constructor(task: RawLocalTask, initial: number) {
    super(initial);
    this.task = task;
  }

  override get label(): string {
    return `${this.task.label}.references`;
  }

  override get role(): string {
    return `${this.task.role}.references`;
  }
}

export class Header {
  readonly word: TaskField<number>;
  /** The `LocalTask`s, wakers and guards; not the join handle. */
  readonly references: AtomicUsize;
  /** Whom to wake when the task is over. */
  readonly awaiter: TaskField<Waker | null>;
  readonly notifier: SleepNotifier;
  private readonly task: RawLocalTask;

  constructor(task: RawLocalTask, notifier: SleepNotifier, references = 0) {
    this.task = task;
    this.notifier = notifier;
    this.word = new TaskField<number>(task, "word", INITIAL, SHOW_WORD);
    this.references = new References(task, references);
    this.awaiter = new TaskField<Waker | null>(task, "awaiter", null, SHOW_WAKER);
  }

  /** Writes the word after `before`; no step where nothing changes. */
  *move(name: LocalTransitionName, before: number, after: number): Op<void> {
    if (after === before) return;
    yield* this.word.set(after);
    if (observing()) tell({ type: "local.transition", task: this.task, name, before, after });
  }

  /** One more reference, by somebody who has one, or at home. */
  *increment(kind: LocalReferenceKind): Op<void> {
    // Relaxed: whoever has a reference keeps the task alive meanwhile, and so does home.
    const before = yield* this.references.fetchAdd(1, "Relaxed");
    if (observing()) tell({ type: "local.ref.inc", task: this.task, kind });
    assertOrPanic(before !== REFERENCES_MAX, "Waker invariant broken: too many references");
  }

  /** One reference less, at home; gives back how many are left. */
  *decrement(kind: LocalReferenceKind): Op<number> {
    // Acquire: pairs with the Release of foreign threads, whose use of the task is over when it is freed.
    const before = yield* this.references.fetchSub(1, "Acquire");
    if (observing()) tell({ type: "local.ref.dec", task: this.task, kind });
    assertOrPanic(before !== 0, "Waker invariant broken: no reference is left");
    return before - 1;
  }

  /** One reference less, on a foreign thread, unless it is the last: then false, and nothing was done. */
  *decrementUnlessLast(): Op<boolean> {
    // Relaxed: only a guess for the exchange.
    let seen = yield* this.references.load("Relaxed");
    while (seen > 1) {
      // Release: what this thread did with the task happens before home frees it.
      const swap = yield* this.references.compareExchangeWeak(seen, seen - 1, "Release", "Relaxed");
      if (swap.ok) {
        if (observing()) tell({ type: "local.ref.dec", task: this.task, kind: "waker" });
        return true;
      }
      seen = swap.actual;
    }
    return false;
  }

  /** Wakes the awaiter, if there is one and it is not `current`, who knows already. */
  *notify(current: Waker | null): Op<void> {
    const awaiter = yield* this.awaiter.replace(null);
    if (awaiter === null) return;
    const knows = current !== null && awaiter.willWake(current);
    yield* abortOnPanic(() => (knows ? awaiter.drop() : awaiter.wake()));
  }

  /** `waker` is to be woken when the task is over; the one before it is dropped. */
  *register(waker: Waker): Op<void> {
    yield* abortOnPanic(() => this.replaceAwaiter(waker));
  }

  private *replaceAwaiter(waker: Waker): Op<void> {
    yield* dropInPlace(yield* this.awaiter.replace(yield* waker.clone()));
  }
}
