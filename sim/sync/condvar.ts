/**
 * `std::sync::Condvar`. Its word is the list of the waiting threads, an immutable string in order of
 * arrival (`"0.1 0.3"`): a wait puts the thread there before it lets go of the mutex, so that no
 * notification can fall in between, and then blocks until a notification took it out.
 */
import { ambient } from "../ambient.ts";
import type { Operation } from "../engine/operation.ts";
import { step } from "../engine/operation.ts";
import { StepKind } from "../engine/step-kind.ts";
import { Location, type Value } from "../memory/location.ts";
import type { Update } from "../memory/memory.ts";
import type { Op } from "../op.ts";
import { hostDeadline } from "../thread/duration.ts";
import { wakesSpuriously } from "../thread/spurious.ts";
import { nameOfPath } from "./lock-word.ts";
import type { MutexGuard } from "./mutex.ts";
import { hasPath, pathsOf, withoutPath, withPath } from "./paths.ts";

type Woken = "notified" | "timed out" | "spuriously";

export class Condvar extends Location {
  override readonly sort = "condvar";

  /** `name` is for traces. */
  constructor(name?: string) {
    super("", name);
  }

  /** Lets go of the mutex, waits for a notification, and has the mutex again. Belongs in a loop. */
  *wait<T>(guard: MutexGuard<T>): Op<MutexGuard<T>> {
    yield* this.waitUntil(guard, Number.POSITIVE_INFINITY);
    return guard;
  }

  /** As `wait`, for at most `ns` of virtual time: whether the time was up. */
  *waitTimeout<T>(guard: MutexGuard<T>, ns: number): Op<{ readonly timedOut: boolean }> {
    const woken = yield* this.waitUntil(guard, hostDeadline("waitTimeout", ambient(), ns));
    return { timedOut: woken === "timed out" };
  }

  /** Waits until `condition` of the guarded value is false. */
  *waitWhile<T>(guard: MutexGuard<T>, condition: (value: T) => boolean): Op<MutexGuard<T>> {
    while (condition(guard.value)) yield* this.waitUntil(guard, Number.POSITIVE_INFINITY);
    return guard;
  }

  /** As `waitWhile`, for at most `ns` in all: whether the time was up and the condition still true. */
  *waitTimeoutWhile<T>(
    guard: MutexGuard<T>,
    ns: number,
    condition: (value: T) => boolean,
  ): Op<{ readonly timedOut: boolean }> {
    const until = hostDeadline("waitTimeoutWhile", ambient(), ns);
    while (condition(guard.value)) {
      if (ambient().now >= until) return { timedOut: true };
      yield* this.waitUntil(guard, until);
    }
    return { timedOut: false };
  }

  /** Wakes one waiting thread, if there is one. */
  notifyOne(): Op<void> {
    return step(NOTIFY_ONE, this) as Op<unknown> as Op<void>;
  }

  /** Wakes all that wait now. */
  notifyAll(): Op<void> {
    return step(NOTIFY_ALL, this) as Op<unknown> as Op<void>;
  }

  /** `waiting: left, right`, as traces say it. */
  override show(value: Value): string {
    const names = pathsOf(String(value)).map(nameOfPath);
    return names.length === 0 ? "nobody waits" : `waiting: ${names.join(", ")}`;
  }

  private *waitUntil<T>(guard: MutexGuard<T>, until: number): Op<Woken> {
    yield* step(BEGIN_WAIT, this);
    yield* guard.letGo();
    const woken = yield* this.block(until);
    yield* guard.relock();
    return woken;
  }

  private block(until: number): Op<Woken> {
    const execution = ambient();
    const spurious = wakesSpuriously(execution);
    const op = step(WAIT, this, "Relaxed", undefined, spurious);
    execution.thread.op.deadline = spurious ? execution.now : until;
    return op;
  }
}

const joined: Update = (word, path) => withPath(word as string, path as string);
const without: Update = (word, path) => withoutPath(word as string, path as string);
const withoutNth: Update = (word, n) =>
  pathsOf(word as string)
    .filter((_, i) => i !== n)
    .join(" ");
const nobody: Update = () => "";

/** Relaxed throughout: what is ordered, is ordered by the mutex. Always writes, so it reads the newest. */
function change(op: Operation, update: Update, operand: string | number | null): string {
  const condvar = op.target as Location; // the kinds of this file are only built by condition variables
  return op.execution.memory.update(condvar, update, operand, null, "Relaxed", "Relaxed", op.thread) as string;
}

const latest = (op: Operation): string => op.execution.memory.latest(op.target as Location) as string;

const BEGIN_WAIT = new StepKind<void>({
  name: "beginWait",
  access: "write",
  perform: (op) => void change(op, joined, op.thread.path),
});

const WAIT = new StepKind<Woken>({
  name: "wait",
  access: "write",
  enabled: (op) => !hasPath(latest(op), op.thread.path),
  perform: (op) => {
    const before = change(op, without, op.thread.path);
    if (!hasPath(before, op.thread.path)) return "notified";
    return op.b === true ? "spuriously" : "timed out";
  },
  showResult: (_op, woken) => woken,
  waitsFor: (op) => `waits for a notification of ${op.target?.label}`,
  awaitsNotification: true,
});

const NOTIFY_ONE = new StepKind<string | null>({
  name: "notifyOne",
  access: "write",
  perform: (op) => {
    // Chosen by position: the update must be a function of the word that it finds, whichever that is.
    const position = op.execution.decide("notify", pathsOf(latest(op)).length);
    return pathsOf(change(op, withoutNth, position))[position] ?? null;
  },
  showResult: (_op, chosen) => (chosen === null ? "nobody waits" : nameOfPath(chosen)),
});

const NOTIFY_ALL = new StepKind<readonly string[]>({
  name: "notifyAll",
  access: "write",
  perform: (op) => pathsOf(change(op, nobody, null)),
  showResult: (_op, woken) => (woken.length === 0 ? "nobody waits" : woken.map(nameOfPath).join(", ")),
});
