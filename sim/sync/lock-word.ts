/**
 * The word of a lock, an immutable string: who holds it, how, and whether it is poisoned. One value
 * of one location, so that a memory model or an explorer can answer what a lock sees; there are no
 * queues beside it.
 *
 * `""` free, `"0.1"` held by thread 0.1 alone, `"r 0.1 0.2"` shared; a `!` in front: poisoned. A lock
 * that is had and let go goes from `""` to the thread's own path and back: nothing is built for that.
 */
import { ambientOrNull } from "../ambient.ts";
import type { Operation } from "../engine/operation.ts";
import type { Thread } from "../engine/thread.ts";
import { Location, type Value } from "../memory/location.ts";
import { hasPath, pathsOf, withoutPath, withPath } from "./paths.ts";

export type LockMode = "r" | "w";

const FREE = "";
const POISON = "!";
/** Stands before the paths, as if it were one of them. */
const SHARED = "r";

export function isPoisoned(word: string): boolean {
  return word.startsWith(POISON);
}

/** The paths of the threads that hold the lock. */
export function holders(word: string): string[] {
  const paths = pathsOf(withoutPoison(word));
  return paths[0] === SHARED ? paths.slice(1) : paths;
}

/** Whether a lock in mode `mode` can be had where the word is `word`. */
export function isFree(word: string, mode: LockMode): boolean {
  if (word === FREE) return true;
  const held = withoutPoison(word);
  return held === FREE || (mode === "r" && isShared(held));
}

/** Whether the thread `path` waits for itself: it holds the lock in a way that excludes `mode`. */
export function isOwn(word: string, mode: LockMode, path: string): boolean {
  const held = withoutPoison(word);
  return held === path || (mode === "w" && isShared(held) && hasPath(held, path));
}

/** The word once `path` holds the lock too; `undefined` where it cannot. */
export function locked(word: string, mode: LockMode, path: string): string | undefined {
  if (word === FREE) return mode === "r" ? withPath(SHARED, path) : path;
  if (!isFree(word, mode)) return undefined;
  if (isPoisoned(word)) return POISON + locked(withoutPoison(word), mode, path);
  return withPath(word, path);
}

/** The word once `path` has let go, once. */
export function unlocked(word: string, path: string, poisons: boolean): string {
  if (poisons || isPoisoned(word)) return POISON + unlocked(withoutPoison(word), path, false);
  const left = withoutPath(word, path);
  return left === SHARED ? FREE : left;
}

/** The word without the poison. */
export function withoutPoison(word: string): string {
  return isPoisoned(word) ? word.slice(POISON.length) : word;
}

function isShared(held: string): boolean {
  return held.startsWith(SHARED);
}

/** Something that is locked by its word. */
export abstract class Lockable extends Location {
  constructor(name: string | undefined) {
    super(FREE, name);
  }

  /** `held by left`, as traces say it. */
  override show(value: Value): string {
    const word = String(value);
    const names = holders(word).map(nameOfPath);
    const how = isShared(withoutPoison(word)) ? "shared" : "held";
    const state = names.length === 0 ? "free" : `${how} by ${names.join(", ")}`;
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
