/**
 * Vector clocks as plain number arrays indexed by thread; a missing entry is 0.
 * Plain arrays, because they stay short and are reused from execution to execution.
 */
export type VectorClock = number[];

/** `into` becomes the entrywise maximum of both. */
export function join(into: VectorClock, from: readonly number[]): void {
  const length = from.length;
  while (into.length < length) into.push(0);
  for (let i = 0; i < length; i++) {
    const theirs = from[i] as number; // i < from.length
    if (theirs > (into[i] as number)) into[i] = theirs;
  }
}

/** `into` becomes equal to `from`. */
export function copy(into: VectorClock, from: VectorClock): void {
  const length = from.length;
  // Setting `length` is slow, and clocks seldom become shorter.
  while (into.length > length) into.pop();
  while (into.length < length) into.push(0);
  for (let i = 0; i < length; i++) into[i] = from[i] as number;
}

/** True when the event numbered `epoch` of `thread` happens before a holder of `clock`. */
export function covers(clock: VectorClock, thread: number, epoch: number): boolean {
  return thread < clock.length && (clock[thread] as number) >= epoch;
}
