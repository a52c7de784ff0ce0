/**
 * The dimensions of tokio's `task_combinations`: what a task and its output do, what becomes of its
 * JoinHandle, who aborts it and when, and where the AbortHandle is dropped.
 */
import type { Drawn, OptionSpecs } from "../../sim/index.ts";

/** Where a handle is dropped, in the order of a run; `dropAfterConsume` reads the output first. */
const DROPS = ["dropImmediately", "dropFirstPoll", "dropAfterNoConsume", "dropAfterConsume"] as const;

/** Where the task is aborted, just before what is dropped at the same place. */
const ABORTS = [
  "notAborted",
  "abortedImmediately",
  "abortedFirstPoll",
  "abortedAfterFinish",
  "abortedAfterConsumeOutput",
] as const;

/** As a scenario's options. */
export const TASK_DIMENSIONS = {
  /** One thread that runs its tasks while it blocks, or one or two workers beside it. */
  runtime: { oneOf: ["currentThread", "multi1", "multi2"] },
  /** Whether it is a task of the thread that spawned it, as in a LocalSet. */
  local: { oneOf: [false, true] },
  task: { oneOf: ["noPanic", "panicOnRun", "panicOnDrop", "panicOnRunAndDrop"] },
  output: { oneOf: ["noPanic", "panicOnDrop"] },
  /** Whether the JoinHandle is polled early, and so has a waker in the task. */
  joinPolled: { oneOf: [false, true] },
  joinHandle: { oneOf: DROPS },
  abort: { oneOf: ABORTS },
  /** There is none and the JoinHandle aborts; it is dropped somewhere and the JoinHandle aborts; or it aborts. */
  abortHandle: { oneOf: ["none", ...DROPS, "aborts"] },
} as const satisfies OptionSpecs;

export type TaskCombination = Drawn<typeof TASK_DIMENSIONS>;

/**
 * The combination itself, if tokio's own test lets it run. Otherwise: where the JoinHandle is gone
 * before the abort, the AbortHandle aborts; where two panics would meet, one of them is left out.
 */
export function nearestTaskCombination(drawn: TaskCombination): TaskCombination {
  const handleGone = DROPS.indexOf(drawn.joinHandle) + 1 < ABORTS.indexOf(drawn.abort);
  const abortHandle = handleGone ? "aborts" : drawn.abortHandle;
  // Aborted at once, it never comes to its panic in run; else its drop would panic in that one's unwinding.
  const panicsInRun = drawn.task === "panicOnRunAndDrop" && drawn.abort !== "abortedImmediately";
  const task = panicsInRun ? "panicOnRun" : drawn.task;
  // A future that panics when dropped has its output dropped while that panic unwinds.
  const output = task === "panicOnDrop" ? "noPanic" : drawn.output;
  return { ...drawn, task, output, abortHandle };
}

function isValid(drawn: TaskCombination): boolean {
  const { task, abortHandle, output } = nearestTaskCombination(drawn);
  return task === drawn.task && abortHandle === drawn.abortHandle && output === drawn.output;
}

/** Every combination that tokio's own test lets run, on each runtime. */
export function allCombinations(): TaskCombination[] {
  let all: Partial<TaskCombination>[] = [{}];
  for (const [name, { oneOf }] of Object.entries(TASK_DIMENSIONS)) {
    all = all.flatMap((some) => oneOf.map((value) => ({ ...some, [name]: value })));
  }
  return (all as TaskCombination[]).filter(isValid);
}

/** One line, for messages. */
export function showCombination(combination: TaskCombination): string {
  return Object.entries(combination)
    .map(([name, value]) => `${name}=${value}`)
    .join(" ");
}
