/**
 * The word of a lock, an immutable string: who holds it, how, and whether it is poisoned. One value
 * of one location, so that a memory model or an explorer can answer what a lock sees; there are no
 * queues beside it.
 *
 * `""` free, `"w 0.1"` held by thread 0.1 alone, `"r 0.1 0.2"` shared; a `!` in front: poisoned.
 */
import { ambientOrNull } from "../ambient.ts";
import type { Operation } from "../engine/operation.ts";
import type { Thread } from "../engine/thread.ts";
import { Location, type Value } from "../memory/location.ts";

export type LockMode = "r" | "w";

const POISON = "!";

export function isPoisoned(word: string): boolean {
  return word.startsWith(POISON);
}

/** The paths of the threads that hold the lock. */
export function holders(word: string): string[] {
  const held = withoutPoison(word);
  return held === "" ? [] : held.slice(2).split(" ");
}

/** Whether a lock in mode `mode` can be had where the word is `word`. */
export function isFree(word: string, mode: LockMode): boolean {
  const held = withoutPoison(word);
  return held === "" || (mode === "r" && held.startsWith("r"));
}

/** Whether the thread `path` waits for itself: it holds the lock in a way that excludes `mode`. */
export function isOwn(word: string, mode: LockMode, path: string): boolean {
  return !isFree(word, mode) && holders(word).includes(path);
}

/** The word once `path` holds the lock too; `undefined` where it cannot. */
export function locked(word: string, mode: LockMode, path: string): string | undefined {
  if (!isFree(word, mode)) return undefined;
  const held = withoutPoison(word);
  return (isPoisoned(word) ? POISON : "") + (held === "" ? `${mode} ${path}` : `${held} ${path}`);
}

/** The word once `path` has let go, once. */
export function unlocked(word: string, path: string, poisons: boolean): string {
  const left = holders(word);
  left.splice(left.indexOf(path), 1);
  const poison = poisons || isPoisoned(word) ? POISON : "";
  return left.length === 0 ? poison : `${poison}r ${left.join(" ")}`;
}

/** The word without the poison. */
export function withoutPoison(word: string): string {
  return isPoisoned(word) ? word.slice(POISON.length) : word;
}

/** Something that is locked by its word. */
export abstract class Lockable extends Location {
  constructor(name: string | undefined) {
    super("", name);
  }

  /** `held by left`, as traces say it. */
  override show(value: Value): string {
    const word = String(value);
    const names = holders(word).map(nameOfPath);
    const state =
      names.length === 0 ? "free" : `${withoutPoison(word)[0] === "r" ? "shared" : "held"} by ${names.join(", ")}`;
    return isPoisoned(word) ? `${state}, poisoned` : state;
  }
}

/** The thread of the current execution that has this path. */
export function threadOfPath(path: string | undefined): Thread | null {
  return ambientOrNull()?.threads.find((thread) => thread.path === path) ?? null;
}

/** What a person calls that thread. */
export function nameOfPath(path: string): string {
  return threadOfPath(path)?.name ?? path;
}

/** The word as the waiting step `op` finds it. */
export function wordSeenBy(op: Operation): string {
  return op.execution.memory.latest(op.target as Location) as string; // the kinds of locks are built by locks
}

/** A thread that holds the lock which `op` waits for: another one if there is one. */
export function holderOf(op: Operation): Thread | null {
  const paths = holders(wordSeenBy(op));
  return threadOfPath(paths.find((path) => path !== op.thread.path) ?? paths[0]);
}
