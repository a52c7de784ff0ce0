/**
 * The join waker: stored by the `JoinHandle`, woken by the runtime when the task completes, perhaps at
 * the same time on two threads. The bit JOIN_WAKER keeps them apart:
 *
 * 1. JOIN_WAKER is unset at first.
 * 2. Unset: the `JoinHandle` has the waker for itself, and may write it.
 * 3. Set: the `JoinHandle` may read it.
 * 4. Set, and COMPLETE: the runtime may read it, which is to wake it.
 * 5. To write, the `JoinHandle` (i) unsets JOIN_WAKER if it is set, (ii) writes, (iii) sets it.
 * 6. The `JoinHandle` changes JOIN_WAKER only while the task is not COMPLETE. So (i) and (iii) may be
 *    declined: (i), then nothing is written; (iii), then the waker is cleared again, for nobody will
 *    wake it. Either way the output is there to be read.
 * 7. JOIN_INTEREST unset, and COMPLETE: the runtime has the waker for itself. The `JoinHandle` went
 *    away while the runtime was waking, and left the waker for it to drop.
 *
 * Having woken it, the runtime unsets JOIN_WAKER: the waker is the `JoinHandle`'s again (rule 2) or,
 * where that is gone, the runtime's to drop (rule 7). If the wake panics, JOIN_WAKER stays set, and
 * whoever frees the task drops the waker.
 */
import { assertOrPanic, type Op, observing } from "../../sim/index.ts";
import { tell } from "../events.ts";
import type { Waker } from "../future/waker.ts";
import type { RawTask } from "./raw.ts";
import { isComplete, isJoinInterested, isJoinWakerSet } from "./snapshot.ts";
import type { UpdateResult } from "./transitions.ts";

/** For the `JoinHandle`. True: complete, take the output. False: `waker`, or one like it, is stored. */
export function* canReadOutput(task: RawTask, waker: Waker): Op<boolean> {
  const { state } = task.header;
  const snapshot = yield* state.load();
  assertOrPanic(isJoinInterested(snapshot), "snapshot.is_join_interested()");
  if (isComplete(snapshot)) return true;
  let stored: UpdateResult;
  if (isJoinWakerSet(snapshot)) {
    // Rule 3. The same task again: most polls end here.
    if (yield* task.trailer.willWake(waker)) return false;
    // Rule 5 (i).
    stored = yield* state.unsetWaker();
    if (stored.ok) {
      tellJoinWaker("unset", task, task.trailer.waker.peek() ?? waker);
      stored = yield* storeJoinWaker(task, yield* waker.clone(), stored.snapshot);
    }
  } else {
    // Rule 2: ours already.
    stored = yield* storeJoinWaker(task, yield* waker.clone(), snapshot);
  }
  if (stored.ok) return false;
  // Rule 6: nothing else declines.
  assertOrPanic(isComplete(stored.snapshot), "snapshot.is_complete()");
  return true;
}

/** Rule 5 (ii) and (iii). `snapshot`: JOIN_WAKER is unset in it, and nobody but us sets it. */
function* storeJoinWaker(task: RawTask, waker: Waker, snapshot: number): Op<UpdateResult> {
  assertOrPanic(isJoinInterested(snapshot), "snapshot.is_join_interested()");
  assertOrPanic(!isJoinWakerSet(snapshot), "!snapshot.is_join_waker_set()");
  yield* task.trailer.setWaker(waker);
  const stored = yield* task.header.state.setJoinWaker();
  if (stored.ok) tellJoinWaker("set", task, waker);
  // Rule 6: still ours (rule 2), and nobody will wake it.
  else yield* task.trailer.setWaker(null);
  return stored;
}

/** For the runtime, which has just set COMPLETE and found JOIN_WAKER set (rule 4). */
export function* wakeJoinHandle(task: RawTask): Op<void> {
  const { header, trailer } = task;
  yield* trailer.wakeJoin();
  const snapshot = yield* header.state.unsetWakerAfterComplete();
  // Rule 7.
  if (!isJoinInterested(snapshot)) yield* trailer.setWaker(null);
}

function tellJoinWaker(what: "set" | "unset", task: RawTask, waker: Waker): void {
  if (observing()) tell({ type: `task.join-waker.${what}`, task, waker });
}
