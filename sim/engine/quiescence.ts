/**
 * What to say of threads that cannot go on: for each what it waits for and who could end the wait,
 * and whether it is a circle of locks (`deadlock`) or a notification that never came (`lost-wakeup`).
 */
import { type Finding, finding } from "../finding/finding.ts";
import type { Execution } from "./execution.ts";
import type { Thread } from "./thread.ts";

/** The verdict for an execution in which threads wait and nobody is left who can go on. */
export function stuck(execution: Execution): Finding {
  const waiting = execution.threads.filter((thread) => !thread.finished);
  const sleepers = waiting.filter((thread) => thread.op.kind.awaitsNotification);
  const culprits = sleepers.length > 0 ? sleepers : waiting;
  const names = culprits.map((thread) => `"${thread.name}"`).join(", ");
  const message =
    sleepers.length > 0
      ? `${names} sleeps for ever: ${waitOf(culprits[0])}, and nobody is left who could wake it.`
      : `${names} cannot go on: each waits for another.`;
  return finding(sleepers.length > 0 ? "lost-wakeup" : "deadlock", message, {
    details: waiting.map((thread) => describeWait(thread, execution)),
    involved: culprits.map((thread) => `${thread.name} ${thread.op.describe()}`),
  });
}

/** The verdict for an execution that used up its steps. */
export function livelock(execution: Execution): Finding {
  const busy = execution.threads.filter((thread) => !thread.finished);
  const spinning = execution.thread;
  return finding(
    "livelock",
    `no end after ${execution.bounds.steps} steps: "${spinning.name}" is at ${spinning.op.describe()}.`,
    {
      details: busy.map((thread) =>
        thread.ready
          ? `"${thread.name}" took ${thread.steps} steps and is at ${thread.op.describe()}`
          : describeWait(thread, execution),
      ),
      involved: [`${spinning.name} ${spinning.op.describe()}`],
    },
  );
}

function waitOf(thread: Thread | undefined): string {
  return thread === undefined ? "" : thread.op.kind.waitsFor(thread.op);
}

function describeWait(thread: Thread, execution: Execution): string {
  const holder = thread.op.kind.heldBy(thread.op);
  const could = holder !== null ? `only "${holder.name}" could end that` : whoIsLeft(thread, execution);
  return `"${thread.name}" ${waitOf(thread)} at ${thread.op.describe()}: ${could}`;
}

function whoIsLeft(thread: Thread, execution: Execution): string {
  const others = execution.threads.filter((other) => other !== thread && !other.finished);
  if (others.length === 0) return "nobody is left who could";
  return `only ${others.map((other) => `"${other.name}"`).join(", ")} could, and waits too`;
}
