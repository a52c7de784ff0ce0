/** The public door of the modelled runtime: `reveille/runtime`. Nothing else in this layer is public. */
export type { BlockingEvent } from "./blocking/blocking-events.ts";
export type { BlockingOptions, BlockingRuntime, Started } from "./blocking/options.ts";
export { BlockingPool } from "./blocking/pool.ts";
export type { Spawner } from "./blocking/spawner.ts";
export type { BlockingFunction, FnOnce } from "./blocking/task.ts";
export { Builder, type RuntimeOptions } from "./builder.ts";
export { type ContextGuard, setCurrentHandle } from "./context.ts";
export { type Driver, type DriverHandle, type DriverOptions, newDriver } from "./driver.ts";
export type { Pollable, RegisterOutcome, RuntimeEvent } from "./events.ts";
export { AsyncFuture, type AsyncOptions, async_, local, wait } from "./future/async.ts";
export { blockOn } from "./future/block-on.ts";
export { caught } from "./future/catch-unwind.ts";
export { Context } from "./future/context.ts";
export type { Future } from "./future/future.ts";
export { FuturesUnordered } from "./future/futures-unordered/futures-unordered.ts";
export { type FuturesOf, type JoinOptions, join } from "./future/join.ts";
export { ManuallyDrop } from "./future/manually-drop.ts";
export { pending } from "./future/pending.ts";
export { PENDING, type Pending, type Poll, READY, type Ready, ready } from "./future/poll.ts";
export { pollFn } from "./future/poll-fn.ts";
export { RawWaker, type RawWakerVTable } from "./future/raw-waker.ts";
export { readyFuture } from "./future/ready.ts";
export { RecordingWaker, type WakerCall, type WakerScript } from "./future/recording-waker.ts";
export type { Result } from "./future/result.ts";
export { type Selected, type SelectOptions, select } from "./future/select.ts";
export { Shared, shared } from "./future/shared.ts";
export { tryJoin } from "./future/try-join.ts";
export { Waker } from "./future/waker.ts";
export { noopWaker, wakerFn } from "./future/waker-fn.ts";
export { yieldNow } from "./future/yield-now.ts";
export { Handle, type RuntimeFlavor } from "./handle.ts";
export type { AsyncBufRead } from "./io/async-buf-read.ts";
export type { AsyncRead } from "./io/async-read.ts";
export type { AsyncWrite } from "./io/async-write.ts";
export { BufReader } from "./io/buf-reader.ts";
export { ByteVec } from "./io/byte-vec.ts";
export { copy } from "./io/copy.ts";
export { type AsyncReadWrite, type BothWays, copyBidirectional } from "./io/copy-bidirectional.ts";
export { IoDriver, type IoDriverOptions, newIoDriver } from "./io/driver.ts";
export { IoHandle } from "./io/handle.ts";
export { Interest } from "./io/interest.ts";
export type { IoEvent } from "./io/io-events.ts";
export { type Lines, readLine } from "./io/lines.ts";
export { PipeReceiver, PipeSender, pipe } from "./io/net/pipe.ts";
export { type Accepted, TcpListener } from "./io/net/tcp-listener.ts";
export { ReadHalf, WriteHalf } from "./io/net/tcp-split.ts";
export { OwnedReadHalf, OwnedWriteHalf } from "./io/net/tcp-split-owned.ts";
export { TcpStream } from "./io/net/tcp-stream.ts";
export { type Received, UdpSocket } from "./io/net/udp-socket.ts";
export { PollEvented, type ReadsBytes, type WritesBytes } from "./io/poll-evented.ts";
export { read } from "./io/read.ts";
export { ReadBuf } from "./io/read-buf.ts";
export { readExact } from "./io/read-exact.ts";
export { readToEnd } from "./io/read-to-end.ts";
export { readUntil } from "./io/read-until.ts";
export { Readiness } from "./io/readiness.ts";
export { readinessOf } from "./io/readiness-word.ts";
export { Ready as IoReady } from "./io/ready.ts";
export { type Direction, ReadyEvent } from "./io/ready-event.ts";
export { Registration } from "./io/registration.ts";
export { ScheduledIo } from "./io/scheduled-io.ts";
export { decodeUtf8, encodeUtf8 } from "./io/utf8.ts";
export { flush, shutdown, write } from "./io/write.ts";
export { writeAll } from "./io/write-all.ts";
export { RuntimeMetrics } from "./metrics.ts";
export { ParkThread, UnparkThread } from "./park.ts";
export { Runtime } from "./runtime.ts";
export type { CurrentThreadConfig, UnhandledPanic } from "./scheduler/current-thread/config.ts";
export { CurrentThread } from "./scheduler/current-thread/current-thread.ts";
export { CurrentThreadHandle } from "./scheduler/current-thread/handle.ts";
export { type HasInject, Inject, InjectSynced } from "./scheduler/inject.ts";
export type { LocalEvent, LocalReferenceKind, LocalTransitionName } from "./scheduler/local/local-events.ts";
export { LocalExecutor, type LocalExecutorOptions } from "./scheduler/local/local-executor.ts";
export { LocalJoinHandle, type LocalOutput } from "./scheduler/local/local-join-handle.ts";
export { LocalTask } from "./scheduler/local/local-task.ts";
export { RawLocalTask, type ScheduleFunction } from "./scheduler/local/raw.ts";
export { SleepNotifier } from "./scheduler/local/sleep-notifier.ts";
export { TaskQueue } from "./scheduler/local/task-queue.ts";
export * as localWord from "./scheduler/local/word.ts";
export { blockInPlace } from "./scheduler/multi-thread/block-in-place.ts";
export type { MultiThreadConfig } from "./scheduler/multi-thread/config.ts";
export { MultiThreadHandle } from "./scheduler/multi-thread/handle.ts";
export { type HasIdle, Idle, IdleSynced } from "./scheduler/multi-thread/idle.ts";
export { MultiThread } from "./scheduler/multi-thread/multi-thread.ts";
export {
  LOCAL_QUEUE_CAPACITY,
  Local,
  type LocalQueueOptions,
  localQueue,
  type Overflow,
  type QueueStats,
  Steal,
} from "./scheduler/multi-thread/queue.ts";
export type { SchedulerHandle } from "./scheduler/scheduler-handle.ts";
export { Signal, signal } from "./signal/signal.ts";
export { Acquire, type Acquired } from "./sync/acquire.ts";
export { AcquirePermit } from "./sync/acquire-permit.ts";
export { AtomicWaker, type AtomicWakerOptions, REGISTERING, WAITING, WAKING } from "./sync/atomic-waker.ts";
export { Barrier, BarrierWaitResult } from "./sync/barrier.ts";
export { BatchSemaphore, type TryAcquire } from "./sync/batch-semaphore.ts";
export { broadcast, broadcastSender } from "./sync/broadcast/channel.ts";
export type {
  RecvError as BroadcastRecvError,
  RecvError,
  TryRecvError as BroadcastTryRecvError,
  TryRecvError,
} from "./sync/broadcast/errors.ts";
export type { BroadcastReceiver } from "./sync/broadcast/receiver.ts";
export type { BroadcastSender, WeakBroadcastSender } from "./sync/broadcast/sender.ts";
export type { Cloneable } from "./sync/broadcast/slot.ts";
export { CancellationToken, DropGuard } from "./sync/cancellation-token.ts";
export { Cancelled } from "./sync/cancelled.ts";
export { Event, EventListener } from "./sync/event-listener.ts";
export { InternalMutex } from "./sync/internal-mutex.ts";
export * as mpsc from "./sync/mpsc/mpsc.ts";
export { AsyncMutex, AsyncMutexGuard, MappedMutexGuard } from "./sync/mutex.ts";
export { Notified as NotifiedFuture } from "./sync/notified.ts";
export { Notify, NotifyGuard } from "./sync/notify.ts";
export { NOTIFIED as NOTIFIED_STATE, stateOf as notifyStateOf } from "./sync/notify-word.ts";
export { OnceCell, type SetError } from "./sync/once-cell.ts";
export { OneshotReceiver, OneshotSender, oneshot } from "./sync/oneshot.ts";
export { PERMIT_SHIFT } from "./sync/permit-word.ts";
export { AsyncRwLock } from "./sync/rwlock.ts";
export { AsyncRwLockReadGuard } from "./sync/rwlock-read-guard.ts";
export { AsyncRwLockWriteGuard, MappedRwLockWriteGuard } from "./sync/rwlock-write-guard.ts";
export { Semaphore, type TryAcquireError } from "./sync/semaphore.ts";
export { OwnedSemaphorePermit, SemaphorePermit } from "./sync/semaphore-permit.ts";
export { SetOnce } from "./sync/set-once.ts";
export type { SyncEvent } from "./sync/sync-events.ts";
export { WakerRegistration } from "./sync/waker-registration.ts";
export { WatchSender, watch } from "./sync/watch.ts";
export { WatchReceiver } from "./sync/watch-receiver.ts";
export { WatchRef } from "./sync/watch-ref.ts";
export type { WatchOptions } from "./sync/watch-shared.ts";
export { AbortHandle } from "./task/abort.ts";
export {
  type Budget,
  budgeted,
  hasBudgetRemaining,
  INITIAL_BUDGET,
  pollBudgetAvailable,
  pollProceed,
  RestoreOnPending,
  remainingBudget,
  setBudget,
  stopBudget,
  UNCONSTRAINED,
  withBudget,
} from "./task/coop.ts";
export { consumeBudget, cooperative, unconstrained } from "./task/coop-futures.ts";
export { JoinError, type TaskResult } from "./task/error.ts";
export type { TaskHooks, TaskMeta } from "./task/hooks.ts";
export type { TaskId } from "./task/id.ts";
export { JoinHandle } from "./task/join.ts";
export { JoinSet, type Spawns } from "./task/join-set.ts";
export { joinAll, shutdownSet } from "./task/join-set-all.ts";
export { type Bound, LocalOwnedTasks, OwnedTasks, shardsFor } from "./task/list.ts";
export { type LocalEnterGuard, LocalSet, spawnLocal } from "./task/local-set.ts";
export type { LocalSetOptions } from "./task/local-set-shared.ts";
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
export { spawn, spawnBlocking } from "./task/spawn.ts";
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
export { AsyncTimerFuture, runTimer, type TimerState } from "./time/async-timer-future.ts";
export { DelayQueue, type DelayQueueOptions } from "./time/delay-queue/delay-queue.ts";
export type { Expired, Key } from "./time/delay-queue/entry.ts";
export { TimeHandle } from "./time/handle.ts";
export { type Interval, interval, intervalAt } from "./time/interval.ts";
export type { MissedTickBehavior } from "./time/missed-tick.ts";
export { farFuture, instantNow } from "./time/now.ts";
export { advance, pause, resume } from "./time/pause.ts";
export { Sleep, sleep, sleepUntil } from "./time/sleep.ts";
export { ELAPSED, type Elapsed, timeout, timeoutAt, timeoutWith } from "./time/timeout.ts";
export { FastRand, RngSeed, RngSeedGenerator } from "./util/rand.ts";
export { NUM_WAKERS, WakeList } from "./util/wake-list.ts";
export { WorkerMetrics } from "./worker-metrics.ts";
