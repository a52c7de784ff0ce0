/**
 * Which workers sleep, and whether one must be woken for new work: not while another one searches, for that
 * will find the work, or another's, and then wake one itself. So work is never left to sleepers, and a burst
 * of it does not wake all of them.
 */
import { assertOrPanic, type Mutex, type Op, observing } from "../../../sim/index.ts";
import { tell } from "../../events.ts";
import { allUnparked, IdleState, numSearching, numUnparked } from "./idle-state.ts";

/** What the scheduler's lock guards of it. */
export class IdleSynced {
  readonly sleepers: number[] = [];
}

export interface HasIdle {
  readonly idle: IdleSynced;
}

export class Idle {
  readonly workers: number;
  readonly state: IdleState;
  private readonly synced: IdleSynced;

  /** Use `Idle.new`; `state` is for tests. */
  constructor(workers: number, synced: IdleSynced, state = new IdleState(allUnparked(workers))) {
    this.workers = workers;
    this.state = state;
    this.synced = synced;
  }

  /** All workers are awake. `synced` is for the scheduler to put behind its lock, `shared` in the calls. */
  static new(workers: number): { readonly idle: Idle; readonly synced: IdleSynced } {
    const synced = new IdleSynced();
    return { idle: new Idle(workers, synced), synced };
  }

  /** Takes a sleeping worker off the list, for the caller to unpark: it counts as searching. Null: none is needed. */
  *workerToNotify(shared: Mutex<HasIdle>): Op<number | null> {
    if (!(yield* this.notifyShouldWakeup())) return null;
    const guard = yield* shared.lock();
    // Others may have done it meanwhile.
    if (!(yield* this.notifyShouldWakeup())) {
      yield* guard.drop();
      return null;
    }
    yield* this.state.unparkOne(1);
    const worker = guard.value.idle.sleepers.pop();
    assertOrPanic(worker !== undefined, "ret.is_some()");
    this.tellChange();
    yield* guard.drop();
    return worker;
  }

  /** `worker` is about to sleep. True for the last that searched: it must look for work once more. */
  *transitionWorkerToParked(shared: Mutex<HasIdle>, worker: number, isSearching: boolean): Op<boolean> {
    const guard = yield* shared.lock();
    const last = yield* this.state.decNumUnparked(isSearching);
    guard.value.idle.sleepers.push(worker);
    this.tellChange();
    yield* guard.drop();
    return last;
  }

  /** False: half of the workers search already. */
  *transitionWorkerToSearching(): Op<boolean> {
    if (2 * numSearching(yield* this.state.load()) >= this.workers) return false;
    // There may be more by now. It is only to keep them out of each other's way.
    yield* this.state.incNumSearching();
    this.tellChange();
    return true;
  }

  /** True for the last that searched: it must notify another, as it has found work that others did not see. */
  *transitionWorkerFromSearching(): Op<boolean> {
    const last = yield* this.state.decNumSearching();
    this.tellChange();
    return last;
  }

  /** For a worker that finds work while it parks: not asleep any more. False: it was not, or was just notified. */
  *unparkWorkerById(shared: Mutex<HasIdle>, worker: number): Op<boolean> {
    const guard = yield* shared.lock();
    const { sleepers } = guard.value.idle;
    const index = sleepers.indexOf(worker);
    if (index >= 0) {
      // Before the list, which needs no step: others tell of their changes of the word without the lock.
      yield* this.state.unparkOne(0);
      // As `swap_remove`: the last one takes its place.
      const last = sleepers.pop() as number;
      if (index < sleepers.length) sleepers[index] = last;
      this.tellChange();
    }
    yield* guard.drop();
    return index >= 0;
  }

  *isParked(shared: Mutex<HasIdle>, worker: number): Op<boolean> {
    const guard = yield* shared.lock();
    const parked = guard.value.idle.sleepers.includes(worker);
    yield* guard.drop();
    return parked;
  }

  /** The workers that sleep, without the lock: for monitors and tests only. */
  peekSleepers(): readonly number[] {
    return this.synced.sleepers;
  }

  /** Whether none searches and one sleeps. */
  *notifyShouldWakeup(): Op<boolean> {
    const word = yield* this.state.newest();
    return numSearching(word) === 0 && numUnparked(word) < this.workers;
  }

  /** Told when the word and the list agree again; without a step since the change. */
  private tellChange(): void {
    if (observing()) tell({ type: "idle.change", idle: this });
  }
}
