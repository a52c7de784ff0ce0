/**
 * What to say of threads that cannot go on: for each what it waits for and who could end the wait,
 * and whether it is a circle of locks (`deadlock`) or a notification that never came (`lost-wakeup`).
 */
import { type Finding, finding } from "../finding/finding.ts";
import type { Execution } from "./execution.ts";
import type { Thread } from "./thread.ts";

/** The verdict for an execution in which threads wait and nobody is left who can go on. */
export function stuck(execution: Execution): Finding {
  const waiting = unfinished(execution);
  const circle = findCircle(waiting);
  const sleepers = waiting.filter((thread) => thread.op.kind.awaitsNotification);
  const lost = circle.length === 0 && sleepers.length > 0;
  const culprits = circle.length > 0 ? circle : lost ? sleepers : waiting;
  return finding(lost ? "lost-wakeup" : "deadlock", lost ? lostMessage(culprits) : deadlockMessage(culprits), {
    details: waiting.map((thread) => describeWait(thread, execution)),
    involved: culprits.map((thread) => `${thread.name} ${thread.op.describe()}`),
  });
}

/** The threads of which each waits for what the next one holds, and the last for the first; or none. */
function findCircle(waiting: readonly Thread[]): Thread[] {
  for (const start of waiting) {
    const chain: Thread[] = [];
    let thread: Thread | null = start;
    while (thread !== null && !thread.finished && !chain.includes(thread)) {
      chain.push(thread);
      thread = thread.op.kind.heldBy(thread.op);
    }
    if (thread === start) return chain;
  }
  return [];
}

function lostMessage(sleepers: readonly Thread[]): string {
  const sleep = sleepers.length === 1 ? "sleeps" : "sleep";
  return `${namesOf(sleepers)} ${sleep} for ever: ${waitOf(sleepers[0])}, and nobody is left who could wake it.`;
}

function deadlockMessage(culprits: readonly Thread[]): string {
  const waits = culprits.map((thread) => `"${thread.name}" ${waitOf(thread)}`).join("; ");
  return `${namesOf(culprits)} cannot go on: ${waits}.`;
}

function namesOf(threads: readonly Thread[]): string {
  return threads.map((thread) => `"${thread.name}"`).join(", ");
}

/** The verdict for an execution that used up its steps. */
export function livelock(execution: Execution): Finding {
  const { thread, bounds } = execution;
  return noProgress(execution, `no end after ${bounds.steps} steps: "${thread.name}" is at ${thread.op.describe()}.`);
}

/** The verdict for an execution that gets nowhere; `message` says how that was noticed. */
export function noProgress(execution: Execution, message: string): Finding {
  return finding("livelock", message, {
    details: describeThreads(execution),
    // Where in its loop each thread happens to be says nothing of which loop it is.
    involved: unfinished(execution).map((thread) => thread.name),
  });
}

/** Where each thread is that has not finished, and what it waits for. */
function describeThreads(execution: Execution): string[] {
  return unfinished(execution).map((thread) =>
    thread.ready
      ? `"${thread.name}" took ${thread.steps} steps and is at ${thread.op.describe()}`
      : describeWait(thread, execution),
  );
}

/** The threads that have not come to their end, in order of spawning. */
function unfinished({ threads }: Execution): Thread[] {
  return threads.filter((thread) => !thread.finished);
}

function waitOf(thread: Thread | undefined): string {
  return thread === undefined ? "" : thread.op.kind.waitsFor(thread.op);
}

function describeWait(thread: Thread, execution: Execution): string {
  const holder = thread.op.kind.heldBy(thread.op);
  const could =
    thread.op.deadline < Number.POSITIVE_INFINITY
      ? whetherItComes(thread.op.deadline, execution)
      : holder === null
        ? whoIsLeft(thread, execution)
        : whetherItCan(holder);
  return `"${thread.name}" ${waitOf(thread)} at ${thread.op.describe()}: ${could}`;
}

function whetherItComes(deadlineNs: number, { bounds, now }: Execution): string {
  if (deadlineNs <= bounds.virtualTimeNs) return `it is ${now} ns now`;
  return `that is beyond the bound of ${bounds.virtualTimeNs} ns of virtual time`;
}

function whetherItCan(holder: Thread): string {
  return `only "${holder.name}" could end that${holder.finished ? ", and it has finished" : ""}`;
}

function whoIsLeft(thread: Thread, execution: Execution): string {
  const others = unfinished(execution).filter((other) => other !== thread);
  if (others.length === 0) return "nobody is left who could";
  return `only ${others.map((other) => `"${other.name}"`).join(", ")} could, and waits too`;
}
