/** The public door of the modelled runtime: `reveille/runtime`. Nothing else in this layer is public. */
export type { BlockingEvent } from "./blocking/blocking-events.ts";
export type { BlockingOptions, BlockingRuntime, Started } from "./blocking/options.ts";
export { BlockingPool } from "./blocking/pool.ts";
export type { Spawner } from "./blocking/spawner.ts";
export type { BlockingFunction, FnOnce } from "./blocking/task.ts";
export type { Pollable, RegisterOutcome, RuntimeEvent } from "./events.ts";
export { blockOn } from "./future/block-on.ts";
export { Context } from "./future/context.ts";
export type { Future } from "./future/future.ts";
export { ManuallyDrop } from "./future/manually-drop.ts";
export { PENDING, type Pending, type Poll, READY, type Ready, ready } from "./future/poll.ts";
export { pollFn } from "./future/poll-fn.ts";
export { RawWaker, type RawWakerVTable } from "./future/raw-waker.ts";
export { RecordingWaker, type WakerCall, type WakerScript } from "./future/recording-waker.ts";
export { Waker } from "./future/waker.ts";
export { noopWaker, wakerFn } from "./future/waker-fn.ts";
export type { LocalEvent, LocalReferenceKind, LocalTransitionName } from "./scheduler/local/local-events.ts";
export { LocalExecutor, type LocalExecutorOptions } from "./scheduler/local/local-executor.ts";
export { LocalJoinHandle, type LocalOutput } from "./scheduler/local/local-join-handle.ts";
export { LocalTask } from "./scheduler/local/local-task.ts";
export { RawLocalTask, type ScheduleFunction } from "./scheduler/local/raw.ts";
export { SleepNotifier } from "./scheduler/local/sleep-notifier.ts";
export { TaskQueue } from "./scheduler/local/task-queue.ts";
export * as localWord from "./scheduler/local/word.ts";
export { AtomicWaker, type AtomicWakerOptions, REGISTERING, WAITING, WAKING } from "./sync/atomic-waker.ts";
export { InternalMutex } from "./sync/internal-mutex.ts";
export { WakerRegistration } from "./sync/waker-registration.ts";
export { AbortHandle } from "./task/abort.ts";
export { JoinError, type TaskResult } from "./task/error.ts";
export type { TaskHooks, TaskMeta } from "./task/hooks.ts";
export type { TaskId } from "./task/id.ts";
export { JoinHandle } from "./task/join.ts";
export { JoinSet, type Spawns } from "./task/join-set.ts";
export { joinAll, shutdownSet } from "./task/join-set-all.ts";
export { type Bound, LocalOwnedTasks, OwnedTasks, shardsFor } from "./task/list.ts";
export { unowned } from "./task/new-task.ts";
export { LocalNotified, Notified, Task } from "./task/notified.ts";
export type { RawTask } from "./task/raw.ts";
export type { Schedule } from "./task/schedule.ts";
export {
  CANCELLED,
  COMPLETE,
  INITIAL_STATE,
  isCancelled,
  isComplete,
  isIdle,
  isJoinInterested,
  isJoinWakerSet,
  isNotified,
  isRunning,
  JOIN_INTEREST,
  JOIN_WAKER,
  NOTIFIED,
  REF_ONE,
  RUNNING,
  refCount,
  STATE_MASK,
  showSnapshot,
} from "./task/snapshot.ts";
export { State, type StateOwner } from "./task/state.ts";
export type { ReferenceKind, TaskEvent } from "./task/task-events.ts";
export { TaskField } from "./task/task-field.ts";
export { type FifoOptions, FifoScheduler } from "./task/testing/fifo-scheduler.ts";
export type {
  OutcomeName,
  TransitionName,
  Transitions,
  TransitionToIdle,
  TransitionToJoinHandleDrop,
  TransitionToNotifiedByRef,
  TransitionToNotifiedByVal,
  TransitionToRunning,
  UpdateResult,
} from "./task/transitions.ts";
export { UnownedTask } from "./task/unowned.ts";
