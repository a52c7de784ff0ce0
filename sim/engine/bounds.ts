/** Limits on everything: an execution that exceeds one ends with a clear word, never by hanging. */
export interface Bounds {
  /** Steps of one execution; more is a `livelock`. */
  readonly steps: number;
  /** Threads of one execution, the main one included. */
  readonly threads: number;
  /** Virtual time that one execution may take, in ns; waits beyond it never end. */
  readonly virtualTimeNs: number;
  /** Spurious failures and wakeups in one execution. */
  readonly spurious: number;
  /** Whether waits (park, condition variables) may end without cause, within the budget `spurious`. */
  readonly spuriousWakeups: boolean;
  /** `idle`: time passes when all threads wait. `anytime`: also whenever the strategy lets it. */
  readonly clock: "idle" | "anytime";
}

export const DEFAULT_BOUNDS: Bounds = {
  steps: 20_000,
  threads: 64,
  virtualTimeNs: Number.MAX_SAFE_INTEGER,
  spurious: 3,
  spuriousWakeups: false,
  clock: "idle",
};
