/** `Notify.notifyWaiters`: all who wait, in batches, as if it were at one moment. */
import { type MutexGuard, type Op, observing } from "../../sim/index.ts";
import { tell } from "../events.ts";
import { GuardedLinkedList } from "../util/guarded-linked-list.ts";
import { WakeList } from "../util/wake-list.ts";
import type { Notify } from "./notify.ts";
import { BY_ALL, linksOfWaiter, Waiter, type WaitList } from "./notify-waiter.ts";
import { EMPTY, nextCall, ONE_CALL, stateOf, WAITING, withState } from "./notify-word.ts";

/**
 * With the lock, `word` read under it; lets go of the lock. The waiters are moved to a list of this call, so that
 * who comes between two batches is not taken for one of them, and who is polled in between sees by the number of
 * calls that it is.
 */
export function* notifyAllWaiters(notify: Notify, locked: MutexGuard<WaitList>, word: number): Op<void> {
  if (stateOf(word) !== WAITING) {
    // Not a store: what is kept changes without the lock.
    yield* notify.state.fetchAdd(ONE_CALL, "SeqCst");
    if (observing()) tell({ type: "notify.all", notify });
    yield* locked.drop();
    return;
  }
  yield* notify.state.store(withState(nextCall(word), EMPTY), "SeqCst");
  if (observing()) tell({ type: "notify.all", notify });
  const list = new GuardedLinkedList(locked.value, new Waiter(notify.label), linksOfWaiter);
  const wakers = new WakeList();
  let waiters = locked;
  let isEmpty = false;
  try {
    for (;;) {
      isEmpty = yield* drain(list, wakers);
      yield* waiters.drop();
      // Foreign code: without the lock.
      yield* wakers.wakeAll();
      if (isEmpty) return;
      waiters = yield* notify.waiters.lock("ignore");
    }
  } finally {
    // A waker panicked: nobody may stay behind in a list that is no more. They keep their wakers, unwoken.
    if (!isEmpty) yield* abandon(notify, list);
  }
}

/** With the lock: takes waiters off and collects their wakers. False: there may be more than there is room for. */
function* drain(list: GuardedLinkedList<Waiter>, wakers: WakeList): Op<boolean> {
  while (wakers.canPush()) {
    const waiter = list.popBack();
    if (waiter === null) return true;
    const waker = yield* waiter.tell(BY_ALL);
    if (waker !== null) wakers.push(waker);
  }
  return false;
}

function* abandon(notify: Notify, list: GuardedLinkedList<Waiter>): Op<void> {
  const waiters = yield* notify.waiters.lock("ignore");
  for (let waiter = list.popBack(); waiter !== null; waiter = list.popBack()) {
    yield* waiter.notification.store(BY_ALL, "Release");
  }
  yield* waiters.drop();
}
