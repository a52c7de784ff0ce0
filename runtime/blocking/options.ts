/** What a blocking pool is made with, and what its threads need of the runtime that they belong to. */
import { type JoinHandle, type Op, spawn } from "../../sim/index.ts";
import type { TaskHooks } from "../task/hooks.ts";

/**
 * A started thread, or why there is none: `WouldBlock` may pass (a limit of the moment), `Refused` will
 * not.
 */
export type Started = JoinHandle<void> | "WouldBlock" | "Refused";

export interface BlockingOptions {
  /** The most threads at once. */
  readonly threadCap: number;
  /** How long a thread waits for a task before it goes; tokio's 10 seconds by default. */
  readonly keepAliveNs?: number;
  /** For traces: of the pool and, with their numbers, of its threads. */
  readonly label?: string;
  /** The system's way to start a thread: `spawn`, unless a model wants it to fail. */
  readonly startThread?: (body: () => Op<void>, name: string) => Op<Started>;
  /** Called by each thread when it begins, inside of the runtime. */
  readonly onThreadStart?: () => Op<void>;
  /** Called by each thread before it ends, inside of the runtime. */
  readonly onThreadStop?: () => Op<void>;
  /** Whether the running thread may block just now; asked when a shutdown is about to wait. */
  readonly mayBlock?: () => boolean;
}

/** What tokio's pool takes a `Handle` for. */
export interface BlockingRuntime {
  /** Runs `body`, which is a thread of the pool, with the runtime entered: `let _enter = rt.enter()`. */
  entered(body: () => Op<void>): Op<void>;
  /** Of the tasks that are spawned. */
  hooks?(): TaskHooks;
  /** A task comes to be, or has come to its end: for a clock that may be paused. The first is no step. */
  blockingBegins?(): void;
  blockingEnded?(): Op<void>;
}

export const KEEP_ALIVE_NS = 10_000_000_000;

export function startOnSystem(body: () => Op<void>, name: string): Op<Started> {
  return spawn(body, name);
}
