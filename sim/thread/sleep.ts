/** The virtual clock as a thread sees it: integer nanoseconds from 0. */
import { ambient } from "../ambient.ts";
import { step } from "../engine/operation.ts";
import { StepKind } from "../engine/step-kind.ts";
import type { Op } from "../op.ts";
import { deadline } from "./duration.ts";

const SLEEP = new StepKind<void>({
  name: "sleep",
  access: "none",
  enabled: () => false,
  perform: () => undefined,
  showArguments: (op) => `${op.a} ns`,
  waitsFor: (op) => `sleeps until ${op.deadline} ns`,
});

/** Virtual time in ns since the start of the execution. */
export function now(): number {
  return ambient().now;
}

/** Blocks the thread for `ns` of virtual time. */
export function sleep(ns: number): Op<void> {
  const { thread, now: start } = ambient();
  const until = deadline("sleep", start, ns);
  const op = step(SLEEP, null, "Relaxed", ns);
  thread.op.deadline = until;
  return op;
}
