/** `std::panic::catch_unwind` and `resume_unwind`. */
import { ambient } from "../ambient.ts";
import type { Op } from "../op.ts";
import { Panic } from "./panic.ts";

export type Caught<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly panic: Panic };

/** Runs `body`; a panic that leaves it is given back as a value. Findings pass through. */
export function* catchUnwind<T>(body: () => Op<T>): Op<Caught<T>> {
  const thread = ambient().thread;
  const inFlight = thread.panics.length;
  thread.catchDepth++;
  try {
    return { ok: true, value: yield* body() };
  } catch (thrown) {
    if (!(thrown instanceof Panic)) throw thrown;
    thread.panics.length = inFlight;
    return { ok: false, panic: thrown };
  } finally {
    thread.catchDepth--;
  }
}

/** Goes on with a panic that was caught: the same one, not a new one. */
export function resumeUnwind(caught: Panic): never {
  const thread = ambient().thread;
  thread.panics.push({ panic: caught, catchDepth: thread.catchDepth });
  throw caught;
}
