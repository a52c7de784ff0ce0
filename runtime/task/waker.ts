/**
 * The task's waker: its data is the task, and each waker is one reference. A poll is given one that
 * borrows the reference of the poll, so that a future which keeps no waker costs no counting.
 */
import { ManuallyDrop } from "../future/manually-drop.ts";
import { RawWaker, type RawWakerVTable } from "../future/raw-waker.ts";
import { Waker } from "../future/waker.ts";
import type { RawTask } from "./raw.ts";

/** One table for all tasks: `willWake` compares it too. */
const TASK_WAKER: RawWakerVTable<RawTask> = {
  *clone(task) {
    yield* task.refInc("waker");
    return rawWaker(task);
  },
  wake: (task) => task.wakeByVal(),
  wakeByRef: (task) => task.wakeByRef(),
  drop: (task) => task.dropReference("waker"),
  taskOf: (task) => task,
};

/** A waker that must not be dropped, nor outlive the reference that it borrows. */
export function wakerRef(task: RawTask): ManuallyDrop<Waker> {
  return new ManuallyDrop(Waker.fromRaw(rawWaker(task)));
}

function rawWaker(task: RawTask): RawWaker {
  return RawWaker.of(task, TASK_WAKER);
}
