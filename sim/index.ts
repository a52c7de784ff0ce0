/** The public door of the engine: `reveille/sim`. Nothing else in this layer is public. */
export { AtomicBool } from "./atomic/atomic-bool.ts";
export { AtomicPtr } from "./atomic/atomic-ptr.ts";
export { AtomicU64 } from "./atomic/atomic-u64.ts";
export { AtomicUsize } from "./atomic/atomic-usize.ts";
export { fence } from "./atomic/fence.ts";
export type { Exchanged } from "./atomic/kinds.ts";
export { UnsafeCell } from "./cell/unsafe-cell.ts";
export { type CheckOptions, type CheckReport, check } from "./check/check.ts";
export { CheckFailed } from "./check/check-failed.ts";
export { decisiveOf, type TriedSwitch, tryTape } from "./check/decisive.ts";
export { headerOf } from "./check/header.ts";
export { type InvestigateOptions, investigate, investigateTape } from "./check/investigate.ts";
export { isMemoryName, MEMORY_NAMES, type MemoryName } from "./check/memory-model.ts";
export type { DrawnOptions, Outcome, Recording } from "./check/outcome.ts";
export type { Program } from "./check/program.ts";
export { Runner, type RunnerSettings } from "./check/runner.ts";
export { investigateFailure, type SearchOptions, type SearchResult, search } from "./check/search.ts";
export { type ReplayTapeOptions, replayTape } from "./check/still-fails.ts";
export { type Failure, Tally } from "./check/tally.ts";
export { warningsOf } from "./check/warnings.ts";
export type { Coverage, CoverageRow } from "./coverage/coverage.ts";
export { FEATURE_KINDS, type FeatureKind, featureKind } from "./coverage/feature-kinds.ts";
export { FeatureListener } from "./coverage/features.ts";
export { Species, type SpeciesNews } from "./coverage/species.ts";
export type { DecisionKind } from "./decision.ts";
export type { Agenda, Appointment } from "./engine/agenda.ts";
export type { Bounds } from "./engine/bounds.ts";
export { Execution } from "./engine/execution.ts";
export { HostClock } from "./engine/host-clock.ts";
export type { Listener, SimEvent } from "./engine/listener.ts";
export { observe, observing } from "./engine/observe.ts";
export { assume } from "./explore/assume.ts";
export { type ExploreOptions, Explorer, type ExplorerState } from "./explore/explorer.ts";
export type { Witness, WitnessEvent } from "./explore/witness.ts";
export { FAULT_KINDS, type FaultKind } from "./fault/fault-kinds.ts";
export { type FaultPlan, type FaultSpec, parseFaultPlan, plannedKinds } from "./fault/fault-plan.ts";
export {
  FAULT_MODES,
  type FaultSetting,
  faultText,
  planInForce,
  readFaultText,
} from "./fault/fault-setting.ts";
export type { FaultCount } from "./fault/faults.ts";
export { liveness } from "./fault/liveness.ts";
export { endFaults, type FaultEvent, faultDuration, faultStrikes, isFault } from "./fault/strike.ts";
export { assert, FINDING_KINDS, type Finding, type FindingKind, finding, raise } from "./finding/finding.ts";
export { UsageError } from "./finding/usage-error.ts";
export { Arc, Weak } from "./heap/arc.ts";
export { Box } from "./heap/box.ts";
export { type Droppable, dropInPlace } from "./heap/droppable.ts";
export { Owned } from "./heap/owned.ts";
export { alloc, RawPtr } from "./heap/raw-ptr.ts";
export { ByteQueue } from "./io/byte-queue.ts";
export {
  EPOLLERR,
  EPOLLHUP,
  EPOLLIN,
  EPOLLOUT,
  EPOLLPRI,
  EPOLLRDHUP,
  PRIORITY,
  READABLE,
  type SysEvent,
  WRITABLE,
} from "./io/epoll.ts";
export { IO_DONE, IoError, type IoErrorKind, type IoFailure, type IoResult, ioErr, ioOk } from "./io/io-error.ts";
export type { SocketAddr } from "./io/net/address.ts";
export { currentHost } from "./io/net/current-host.ts";
export type { Host } from "./io/net/host.ts";
export type { Latency } from "./io/net/link.ts";
export { type HostOrName, Network, type NetworkOptions } from "./io/net/network.ts";
export type { ShutdownHow } from "./io/net/tcp-calls.ts";
export { type Accepted, type ListenOptions, SysTcpListener } from "./io/net/tcp-listener.ts";
export { SysTcpStream } from "./io/net/tcp-stream.ts";
export { type Received, SysUdpSocket } from "./io/net/udp-socket.ts";
export { type PipeOptions, pipe, type SysPipeReader, type SysPipeWriter } from "./io/pipe-ends.ts";
export { PollWaker } from "./io/poll-waker.ts";
export { Poller, type PollerOptions } from "./io/poller.ts";
export { ProcessLocal } from "./io/process-local.ts";
export { onSignal, raiseSignal, type SignalHandler, type SignalName } from "./io/signals.ts";
export { Source } from "./io/source.ts";
export { judge, type LitmusVerdict, type LitmusWitness, type PreparedTest, prepare } from "./litmus/judge.ts";
export type { LitmusTest } from "./litmus/model.ts";
export { parseTests } from "./litmus/test-file.ts";
export type { FenceOrdering, LoadOrdering, Ordering, StoreOrdering } from "./memory/ordering.ts";
export type { Op, Step } from "./op.ts";
export { type Caught, catchUnwind, resumeUnwind } from "./panic/catch-unwind.ts";
export { assertOrPanic, Panic, panic, panicking } from "./panic/panic.ts";
export { stream } from "./random/seedrandom.ts";
export { decisiveText } from "./report/decisive-text.ts";
export { faultReport, faultReportText } from "./report/fault-report.ts";
export { fingerprintOf } from "./report/fingerprint.ts";
export { type RenderOptions, renderReport, renderTrace } from "./report/render.ts";
export type { Decisive, Report, RunSize } from "./report/report.ts";
export type { Drawn, Expectation, OptionSpec, OptionSpecs, Scenario } from "./scenario.ts";
export { createStrategy, STRATEGY_NAMES } from "./strategy/create.ts";
export type { Divergence } from "./strategy/divergence.ts";
export { GuidedStrategy } from "./strategy/guided/guided.ts";
export type { Profile, SharedObject, ThreadProfile } from "./strategy/profile.ts";
export type { Strategy } from "./strategy/strategy.ts";
export { TapeStrategy } from "./strategy/tape.ts";
export { Condvar } from "./sync/condvar.ts";
export type { WhenPoisoned } from "./sync/guard.ts";
export { Mutex, type MutexGuard } from "./sync/mutex.ts";
export { Once } from "./sync/once.ts";
export { type ReadGuard, RwLock, type WriteGuard } from "./sync/rw-lock.ts";
export { type DecodedTape, decodeTape, encodeTape } from "./tape/codec.ts";
export { compareHeaders, type HeaderMismatch, type TapeHeader } from "./tape/header.ts";
export { Tape, type TapeEntry } from "./tape/tape.ts";
export { TapeError, type TapeProblem } from "./tape/tape-error.ts";
export { type LaterOptions, later } from "./thread/later.ts";
export { park, parkTimeout, unpark } from "./thread/park.ts";
export { random } from "./thread/random.ts";
export { now, sleep } from "./thread/sleep.ts";
export { currentThread, JoinHandle, spawn } from "./thread/spawn.ts";
export { ThreadLocal } from "./thread/thread-local.ts";
export { yieldNow } from "./thread/yield-now.ts";
export type { TraceEvent, Waiting } from "./trace/trace-event.ts";
export { VERSION } from "./version.ts";
