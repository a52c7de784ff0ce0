/** The public door of the modelled runtime: `reveille/runtime`. Nothing else in this layer is public. */
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
export { AtomicWaker, type AtomicWakerOptions, REGISTERING, WAITING, WAKING } from "./sync/atomic-waker.ts";
export { WakerRegistration } from "./sync/waker-registration.ts";
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
