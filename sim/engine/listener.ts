/**
 * Whoever watches an execution: monitors, recorders, coverage. All methods are optional and cost
 * nothing when nobody has them.
 */
import type { Execution } from "./execution.ts";
import type { Operation } from "./operation.ts";

/** What the code under test tells of itself; the runtime layer gives the kinds their types. */
export interface SimEvent {
  readonly type: string;
}

export interface Listener {
  /** An execution begins: forget the one before (listeners are reused). */
  onBegin?(execution: Execution): void;
  /** A step was performed. `op` is reused by the next step: copy what is to be kept. */
  onStep?(op: Operation, result: unknown): void;
  /** The code under test observed something about itself. */
  onEvent?(event: SimEvent): void;
  /** Threads are left and none can go on; a listener that knows better than "stuck" fails here. */
  onStuck?(execution: Execution): void;
  /** All threads have finished. */
  onEnd?(execution: Execution): void;
}
