/**
 * `park`, `parkTimeout` and `unpark` over one token per thread, as `std::thread`: an unpark before
 * the park is not lost, two are one, and what the unparker did happens before the park returns.
 */
import { ambient } from "../ambient.ts";
import type { Operation } from "../engine/operation.ts";
import { step } from "../engine/operation.ts";
import { StepKind } from "../engine/step-kind.ts";
import type { Thread } from "../engine/thread.ts";
import type { Update } from "../memory/memory.ts";
import type { Op } from "../op.ts";
import { hostDeadline } from "./duration.ts";
import { wakesSpuriously } from "./spurious.ts";

const take: Update = () => false;
const leave: Update = () => true;

/** What ended a park; the code under test is not told, as in Rust. */
type Woken = "unparked" | "timed out" | "spuriously";

function takeToken(op: Operation): Woken {
  const { execution, thread } = op;
  // Acquire: what the unparker did before its unpark is seen after the park.
  const there = execution.memory.update(thread.parkToken, take, null, null, "Acquire", "Relaxed", thread);
  if (there === true) return "unparked";
  return op.b === true ? "spuriously" : "timed out";
}

function parkKind(name: string, showArguments: (op: Operation) => string): StepKind<Woken> {
  return new StepKind<Woken>({
    name,
    access: "write",
    enabled: (op) => op.execution.memory.latest(op.thread.parkToken) === true,
    perform: takeToken,
    showArguments,
    showResult: (_op, woken) => (woken === "unparked" ? "" : woken),
    waitsFor: (op) => `waits for unpark(${op.thread.name})`,
    awaitsNotification: true,
  });
}

const PARK = parkKind("park", () => "");
const PARK_TIMEOUT = parkKind("parkTimeout", (op) => `${op.a} ns`);

const UNPARK = new StepKind<void>({
  name: "unpark",
  access: "write",
  perform: (op) => {
    const { parkToken } = op.a as Thread;
    // Release: pairs with the Acquire of the park that takes the token.
    op.execution.memory.update(parkToken, leave, null, null, "Release", "Relaxed", op.thread);
  },
});

/** Blocks until the thread's token is there, and takes it. May not return for ever. */
export function park(): Op<void> {
  return parkUntil(PARK, Number.POSITIVE_INFINITY, undefined);
}

/** As `park`, for at most `ns` of virtual time. Says nothing of which of the two ended it, as in Rust. */
export function parkTimeout(ns: number): Op<void> {
  return parkUntil(PARK_TIMEOUT, hostDeadline("parkTimeout", ambient(), ns), ns);
}

function parkUntil(kind: StepKind<Woken>, until: number, ns: number | undefined): Op<void> {
  const execution = ambient();
  const { thread } = execution;
  const spurious = wakesSpuriously(execution);
  const op = step(kind, thread.parkToken, "Acquire", ns, spurious);
  thread.op.deadline = spurious ? execution.now : until;
  return op as Op<unknown> as Op<void>;
}

/** Makes `thread`'s token available. */
export function unpark(thread: Thread): Op<void> {
  return step(UNPARK, thread.parkToken, "Release", thread);
}
