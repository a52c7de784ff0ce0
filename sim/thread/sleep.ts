/** The clock as a thread sees it: integer nanoseconds from 0. */
import { ambient } from "../ambient.ts";
import { step } from "../engine/operation.ts";
import { StepKind } from "../engine/step-kind.ts";
import type { Op } from "../op.ts";
import { hostDeadline } from "./duration.ts";

const SLEEP = new StepKind<void>({
  name: "sleep",
  access: "none",
  enabled: () => false,
  perform: () => undefined,
  showArguments: (op) => `${op.a} ns`,
  waitsFor: (op) => `sleeps until ${op.deadline} ns`,
});

/** The time in ns: virtual time since the start of the execution, or what the thread's host takes it for. */
export function now(): number {
  const { now: virtual, thread } = ambient();
  return thread.host === null ? virtual : thread.host.now();
}

/** Blocks the thread for `ns`, as its host measures them. */
export function sleep(ns: number): Op<void> {
  const execution = ambient();
  const until = hostDeadline("sleep", execution, ns);
  const op = step(SLEEP, null, "Relaxed", ns);
  execution.thread.op.deadline = until;
  return op;
}
