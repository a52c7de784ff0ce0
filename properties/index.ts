/** The public door of the properties: `reveille/properties`. Nothing else in this layer is public. */
export {
  type AtomicWakerProgram,
  atomicWakerPrograms,
  type Call,
  runProgram,
} from "./arbitraries/atomic-waker-programs.ts";
export { tapes } from "./arbitraries/tape.ts";
export { type GraphNode, runTaskGraph, type TaskGraph, taskGraphs } from "./arbitraries/task-graphs.ts";
export {
  type PollPlan,
  runTaskProgram,
  type TaskCall,
  type TaskPlan,
  type TaskProgram,
  taskPrograms,
} from "./arbitraries/task-programs.ts";
export { makeTask, type Reaction, type WakerPlan, wakerPlans } from "./arbitraries/wakers.ts";
export { allCoverage } from "./coverage/all.ts";
export { AtomicWakerCoverage } from "./coverage/atomic-waker-calls.ts";
export { TaskTransitionCoverage } from "./coverage/task-transitions.ts";
export { checkHistory, type Linearization } from "./linearizability/check.ts";
export type { RecordedCall } from "./linearizability/history.ts";
export { type Held, type HoldsOptions, holdsFor } from "./linearizability/holds-for.ts";
export { runSyncProgram, type SyncProgram, syncPrograms } from "./linearizability/program.ts";
export { SUBJECTS } from "./linearizability/subjects/all.ts";
export { allMonitors } from "./monitors/all.ts";
export { BoundedProgress, type ProgressBounds } from "./monitors/bounded-progress.ts";
export { CellExclusion } from "./monitors/cell-exclusion.ts";
export { ChannelCorrectness } from "./monitors/channel-correctness.ts";
export { ExactReferences } from "./monitors/exact-references.ts";
export { IdleAccounting } from "./monitors/idle-accounting.ts";
export { LegalStates } from "./monitors/legal-states.ts";
export { LocalLives } from "./monitors/local-lives.ts";
export { LocalReferences } from "./monitors/local-references.ts";
export { LockTrouble } from "./monitors/lock-trouble.ts";
export { NecessaryPolls } from "./monitors/necessary-polls.ts";
export { NoLeak } from "./monitors/no-leak.ts";
export { NoLostWakeup } from "./monitors/no-lost-wakeup.ts";
export { NotificationConservation } from "./monitors/notification-conservation.ts";
export { Once } from "./monitors/once.ts";
export { PermitConservation } from "./monitors/permit-conservation.ts";
export { PollExclusion } from "./monitors/poll-exclusion.ts";
export { QueueConservation } from "./monitors/queue-conservation.ts";
export { ReadinessSoundness } from "./monitors/readiness-soundness.ts";
export { RuntimeShutdown } from "./monitors/runtime-shutdown.ts";
export { ShutdownCompleteness } from "./monitors/shutdown-completeness.ts";
export { TaskCellExclusion } from "./monitors/task-cell-exclusion.ts";
export { TaskLegalStates } from "./monitors/task-legal-states.ts";
export { TimerSoundness } from "./monitors/timer-soundness.ts";
export { type ScenarioSpec, scenario } from "./scenario.ts";
export { nearestTaskCombination, TASK_DIMENSIONS, type TaskCombination } from "./task-combinations/combination.ts";
export { type JoinResult, type Observed, runTaskCombination } from "./task-combinations/run-combination.ts";
