/**
 * `std::sync::Once`: the first caller runs the body, the others wait for it. A body that panics
 * poisons it: later calls panic, unless they are forced.
 */
import type { Operation } from "../engine/operation.ts";
import { step } from "../engine/operation.ts";
import { StepKind } from "../engine/step-kind.ts";
import type { Thread } from "../engine/thread.ts";
import { finding } from "../finding/finding.ts";
import { Location, type Value } from "../memory/location.ts";
import type { Update } from "../memory/memory.ts";
import type { Op } from "../op.ts";
import { panic } from "../panic/panic.ts";
import { nameOfPath, threadOfPath } from "./lock-word.ts";

const INCOMPLETE = "incomplete";
const POISONED = "poisoned";
const COMPLETE = "complete";
/** Followed by the path of the thread that runs the body. */
const RUNNING = "running ";

export class Once extends Location {
  override readonly sort = "once";

  /** `name` is for traces. */
  constructor(name?: string) {
    super(INCOMPLETE, name);
  }

  /** Runs `body` if no call did, or waits for the one that does. What it did happens before this returns. */
  *callOnce(body: () => Op<void>): Op<void> {
    if ((yield* step(STATE, this)) !== COMPLETE) yield* this.call(() => body(), false);
  }

  /** As `callOnce`, but tries again where the body before panicked; `body` is told whether one did. */
  *callOnceForce(body: (poisoned: boolean) => Op<void>): Op<void> {
    if ((yield* step(STATE, this)) !== COMPLETE) yield* this.call(body, true);
  }

  *isCompleted(): Op<boolean> {
    return (yield* step(STATE, this)) === COMPLETE;
  }

  override show(value: Value): string {
    const state = String(value);
    return state.startsWith(RUNNING) ? `running in ${nameOfPath(state.slice(RUNNING.length))}` : state;
  }

  private *call(body: (poisoned: boolean) => Op<void>, force: boolean): Op<void> {
    const before = yield* step(BEGIN, this, "Acquire", undefined, force);
    if (before === COMPLETE) return;
    if (before === POISONED && !force) panic("Once instance has previously been poisoned");
    let outcome = POISONED;
    try {
      yield* body(before === POISONED);
      outcome = COMPLETE;
    } finally {
      yield* step(END, this, "Release", outcome);
    }
  }
}

const state = (op: Operation): string => op.execution.memory.latest(op.target as Location) as string;

const begun: Update = (seen, path, force) => {
  const may = seen === INCOMPLETE || (seen === POISONED && force === true);
  return may ? `${RUNNING}${path}` : seen;
};

const ended: Update = (_seen, outcome) => outcome;

function runner(op: Operation): Thread | null {
  return threadOfPath(state(op).slice(RUNNING.length));
}

const STATE = new StepKind<Value>({
  name: "state",
  access: "read",
  // Acquire: pairs with the Release at the end of the body.
  perform: (op) => op.execution.memory.load(op.target as Location, "Acquire", op.thread),
  showResult: (op, result) => (op.target as Location).show(result),
});

const BEGIN = new StepKind<Value>({
  name: "callOnce",
  access: "write",
  // A thread that runs the body itself goes on, to be told so.
  enabled: (op) => !state(op).startsWith(RUNNING) || runner(op) === op.thread,
  perform: (op) => {
    const { execution, thread } = op;
    const once = op.target as Location;
    // Acquire: pairs with the Release at the end of the body. Always writes, so it reads the newest.
    const seen = execution.memory.update(once, begun, thread.path, op.b === true, "Acquire", "Relaxed", thread);
    if (String(seen).startsWith(RUNNING)) {
      execution.fail(
        finding("deadlock", `"${thread.name}" waits for itself: it calls ${once.label} again from inside its body.`, {
          involved: [once.role, "callOnce", "recursive"],
        }),
      );
    }
    return seen;
  },
  showResult: (op, result) => (op.target as Location).show(result),
  waitsFor: (op) => `waits for ${op.target?.label}, whose body "${runner(op)?.name}" runs`,
  heldBy: runner,
});

const END = new StepKind<void>({
  name: "end",
  access: "write",
  // Release: what the body did happens before every call that finds it complete. A swap, as in std: after
  // a plain store, a caller that knows nothing of it could still begin behind the value before.
  perform: (op) => {
    const { execution, thread } = op;
    execution.memory.update(op.target as Location, ended, op.a as Value, null, "Release", "Relaxed", thread);
  },
  showArguments: (op) => String(op.a),
});
