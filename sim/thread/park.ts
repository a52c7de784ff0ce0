/**
 * `park`, `parkTimeout` and `unpark` over one token per thread, as `std::thread`: an unpark before
 * the park is not lost, two are one, and what the unparker did happens before the park returns.
 */
import { ambient } from "../ambient.ts";
import { step } from "../engine/operation.ts";
import type { Operation } from "../engine/operation.ts";
import { StepKind } from "../engine/step-kind.ts";
import type { Thread } from "../engine/thread.ts";
import { join } from "../memory/vector-clock.ts";
import type { Op } from "../op.ts";

function takeToken(op: Operation): void {
  const { thread } = op;
  if (!thread.parkToken) return; // timed out
  thread.parkToken = false;
  join(thread.clock, thread.unparkClock);
}

const waitsFor = (op: Operation): string => `waits for unpark(${op.thread.name})`;

const PARK = new StepKind<void>({
  name: "park",
  access: "write",
  enabled: (op) => op.thread.parkToken,
  perform: takeToken,
  waitsFor,
  awaitsNotification: true,
});

const PARK_TIMEOUT = new StepKind<void>({
  name: "parkTimeout",
  access: "write",
  enabled: (op) => op.thread.parkToken,
  perform: takeToken,
  showArguments: (op) => `${op.a} ns`,
  waitsFor,
  awaitsNotification: true,
});

const UNPARK = new StepKind<void>({
  name: "unpark",
  access: "write",
  perform: (op) => {
    const sleeper = op.target as Thread;
    join(sleeper.unparkClock, op.thread.clock);
    op.thread.advanceEpoch();
    sleeper.parkToken = true;
    if (sleeper.watchers !== 0) op.execution.recheck(sleeper);
  },
});

/** Blocks until the thread's token is there, and takes it. May not return for ever. */
export function park(): Op<void> {
  return step(PARK, ambient().thread);
}

/** As `park`, for at most `ns` of virtual time. Says nothing of which of the two ended it, as in Rust. */
export function parkTimeout(ns: number): Op<void> {
  const { thread, now } = ambient();
  const op = step(PARK_TIMEOUT, thread, "Relaxed", ns);
  thread.op.deadline = now + ns;
  return op;
}

/** Makes `thread`'s token available. */
export function unpark(thread: Thread): Op<void> {
  return step(UNPARK, thread);
}
