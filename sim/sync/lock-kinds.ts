/**
 * The steps of locks: waiting for one (enabled by a pure predicate on its word), trying, letting go.
 * Acquire and Release on the word, so that what one holder did happens before the next one's turn.
 */
import type { Operation } from "../engine/operation.ts";
import { StepKind } from "../engine/step-kind.ts";
import { type Finding, finding } from "../finding/finding.ts";
import type { Location, Value } from "../memory/location.ts";
import type { Update } from "../memory/memory.ts";
import { holderOf, isFree, isOwn, isPoisoned, type LockMode, locked, unlocked, wordSeenBy } from "./lock-word.ts";

/** Whether the lock was had, and whether it was poisoned. */
export interface Taken {
  readonly ok: boolean;
  readonly poisoned: boolean;
}

const CLEAN: Taken = { ok: true, poisoned: false };
const CLEAN_NOT_HAD: Taken = { ok: false, poisoned: false };
const POISONED: Taken = { ok: true, poisoned: true };
const POISONED_NOT_HAD: Taken = { ok: false, poisoned: true };

/** Always writes, if need be what was there: so it reads the newest value under every memory model. */
const TAKE: Readonly<Record<LockMode, Update>> = {
  r: (word, path) => locked(word as string, "r", path as string) ?? word,
  w: (word, path) => locked(word as string, "w", path as string) ?? word,
};

/** Declines where the lock is not free. */
const TRY: Readonly<Record<LockMode, Update>> = {
  r: (word, path) => locked(word as string, "r", path as string),
  w: (word, path) => locked(word as string, "w", path as string),
};

const release: Update = (word, path, poisons) => unlocked(word as string, path as string, poisons === true);

function take(op: Operation, update: Update, mode: LockMode): Taken {
  const lock = op.target as Location; // the kinds of this file are only built by locks
  // Acquire: sees what earlier holders did. Relaxed where it is not free: nothing is learnt from that.
  const seen = op.execution.memory.update(lock, update, op.thread.path, null, "Acquire", "Relaxed", op.thread);
  return takenFrom(seen as string, mode);
}

function takenFrom(word: string, mode: LockMode): Taken {
  const had = isFree(word, mode);
  if (isPoisoned(word)) return had ? POISONED : POISONED_NOT_HAD;
  return had ? CLEAN : CLEAN_NOT_HAD;
}

function takeWaiting(op: Operation, mode: LockMode): Taken {
  const taken = take(op, TAKE[mode], mode);
  // Enabled, and yet not to be had: the thread would wait for itself.
  if (!taken.ok) op.execution.fail(locksTwice(op));
  return taken;
}

function locksTwice(op: Operation): Finding {
  return finding(
    "deadlock",
    `"${op.thread.name}" waits for itself: it holds ${op.target?.label} already and calls ${op.kind.name}() again.`,
    { involved: [op.target?.role ?? "", op.kind.name, "recursive"] },
  );
}

/** Waits until the lock can be had in `mode`, and takes it. */
export function lockKind(name: string, mode: LockMode): StepKind<Taken> {
  return new StepKind<Taken>({
    name,
    access: "write",
    enabled: (op) => {
      const word = wordSeenBy(op);
      // A thread that holds the lock itself goes on, to be told so.
      return isFree(word, mode) || isOwn(word, mode, op.thread.path);
    },
    perform: (op) => takeWaiting(op, mode),
    showResult: (_op, { poisoned }) => (poisoned ? "poisoned" : ""),
    waitsFor: (op) => `waits for ${op.target?.label}, which "${holderOf(op)?.name}" holds`,
    heldBy: holderOf,
  });
}

/** Takes the lock if it can be had at once. */
export function tryLockKind(name: string, mode: LockMode): StepKind<Taken> {
  return new StepKind<Taken>({
    name,
    access: "write",
    perform: (op) => take(op, TRY[mode], mode),
    showResult: (_op, { ok, poisoned }) => (ok ? (poisoned ? "poisoned" : "ok") : "would block"),
  });
}

/** Lets go; `op.a`: whether that poisons the lock. */
export const UNLOCK = new StepKind<void>({
  name: "unlock",
  access: "write",
  perform: (op) => {
    // Release: what this holder did happens before whatever the next one does.
    const { memory } = op.execution;
    memory.update(op.target as Location, release, op.thread.path, op.a as Value, "Release", "Relaxed", op.thread);
  },
  showArguments: (op) => (op.a === true ? "poisons" : ""),
});

/** Reads only whether the lock is poisoned. */
export const IS_POISONED = new StepKind<boolean>({
  name: "isPoisoned",
  access: "read",
  // Relaxed, as in std: says nothing of what the lock guards.
  perform: (op) => isPoisoned(op.execution.memory.load(op.target as Location, "Relaxed", op.thread) as string),
  showResult: (_op, poisoned) => String(poisoned),
});
