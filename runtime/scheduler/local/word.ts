/**
 * The word of a local task and its transitions, after Glommio's `task/state.rs`: five flags in plain
 * memory, which only the task's home thread may touch. Pure functions of the word seen; `RawLocalTask`
 * and the handles read, ask here, and write. References are counted elsewhere: foreign threads do that too.
 */

/** A `LocalTask` exists, in a queue or on its way there; or, while RUNNING, will be made when the poll ends. */
export const SCHEDULED = 0b0_0001;
/** The future is being polled. */
export const RUNNING = 0b0_0010;
/** The future is gone, its output stored; until CLOSED it waits for the join handle. */
export const COMPLETED = 0b0_0100;
/** Cancelled, panicked, or the output was taken: it will never be polled again. */
export const CLOSED = 0b0_1000;
/** The join handle exists. It counts as no reference. */
export const HANDLE = 0b1_0000;

/** A new task, about to be put into its queue. */
export const INITIAL = SCHEDULED | HANDLE;

/** Nobody is left to wake it, nor to ask for it: queued once more, for the future to be dropped there. */
export const ABANDONED = SCHEDULED | CLOSED;

/** No wake and no cancellation changes it any more. */
export function isOver(word: number): boolean {
  return (word & (COMPLETED | CLOSED)) !== 0;
}

/** Neither in the queue nor inside of a poll. */
export function isIdle(word: number): boolean {
  return (word & (SCHEDULED | RUNNING)) === 0;
}

/** A wake; the caller queues the task if it was idle and is not over. */
export function afterWake(word: number): number {
  return isOver(word) ? word : word | SCHEDULED;
}

/** A poll begins. SCHEDULED goes, so that a wake during the poll is seen when it ends. */
export function afterRunBegins(word: number): number {
  return (word & ~SCHEDULED) | RUNNING;
}

/** A poll ended without an output. SCHEDULED is left: woken meanwhile, to be queued again, unless cancelled. */
export function afterPending(word: number): number {
  return word & ((word & CLOSED) !== 0 ? ~(RUNNING | SCHEDULED) : ~RUNNING);
}

/** A poll ended with an output, which nobody will take where the join handle is gone. */
export function afterReady(word: number): number {
  const completed = (word & ~(RUNNING | SCHEDULED)) | COMPLETED;
  return (word & HANDLE) === 0 ? completed | CLOSED : completed;
}

/** A poll ended with a panic. */
export function afterPanic(word: number): number {
  return (word & ~(RUNNING | SCHEDULED)) | CLOSED;
}

/** A closed task was taken out of its queue and its future dropped. */
export function afterDiscarded(word: number): number {
  return word & ~SCHEDULED;
}

/** The `LocalTask` is dropped without being run. */
export function afterClosing(word: number): number {
  return isOver(word) ? word : word | CLOSED;
}

/** The join handle cancels it; the caller queues the task if it was idle and is not over. */
export function afterCancel(word: number): number {
  if (isOver(word)) return word;
  return isIdle(word) ? word | SCHEDULED | CLOSED : word | CLOSED;
}

/** The join handle takes the output, or drops it. */
export function afterOutputTaken(word: number): number {
  return word | CLOSED;
}

/** The join handle goes; with `references` 0 and the task not closed, the caller queues it to have its future dropped. */
export function afterHandleDropped(word: number, references: number): number {
  return references === 0 && (word & CLOSED) === 0 ? ABANDONED : word & ~HANDLE;
}

const NAMES = ["SCHEDULED", "RUNNING", "COMPLETED", "CLOSED", "HANDLE"];

/** As it reads in traces: `SCHEDULED|HANDLE`. */
export function showWord(word: number): string {
  const flags = NAMES.filter((_, bit) => (word & (1 << bit)) !== 0);
  return flags.length === 0 ? "idle" : flags.join("|");
}
