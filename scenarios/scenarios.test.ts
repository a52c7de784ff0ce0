import { globSync } from "tinyglobby";
import { describe, expect, it } from "vitest";
import { createStrategy, investigate, Runner, type Scenario } from "../sim/index.ts";
import { checkBeforeRegister } from "./atomic-waker/check-before-register.ts";

/** Given out once and for all. */
const NAMES: readonly string[] = [
  "atomic-waker/basic-notification",
  "atomic-waker/check-before-register",
  "atomic-waker/check-register-check",
  "atomic-waker/drop-while-registered",
  "atomic-waker/eviction",
  "atomic-waker/handover",
  "atomic-waker/hundred-wakes",
  "atomic-waker/panicky-waker",
  "atomic-waker/publish-then-wake",
  "atomic-waker/re-register",
  "atomic-waker/take-and-wake-later",
  "atomic-waker/thread-counts",
  "atomic-waker/two-registrars",
  "atomic-waker/wake-before-register",
  "future/async-drop-order",
  "future/async-fn",
  "future/async-panics",
  "future/async-states",
  "future/async-task-moves",
  "future/async-timer-check-after-unlock",
  "future/async-timer-waker-once",
  "future/async-timer",
  "future/coop-budget",
  "future/futures-unordered-cleared",
  "future/futures-unordered-drop-panics",
  "future/futures-unordered-threads",
  "future/join-two-threads",
  "future/select-is-fair",
  "future/select-two-events",
  "future/timeout-greedy",
  "future/try-join-first-error",
  "io/accept-storm",
  "io/backpressure",
  "io/closed-reader",
  "io/connect-refused",
  "io/copy-both-ways",
  "io/deregister-vs-event",
  "io/driver-handover",
  "io/dropped-registration",
  "io/echo",
  "io/fault-crash",
  "io/fault-drift",
  "io/fault-duplicate",
  "io/fault-hold",
  "io/fault-interrupted",
  "io/fault-latency",
  "io/fault-loss",
  "io/fault-one-way-partition",
  "io/fault-partition",
  "io/fault-pause",
  "io/fault-refusal",
  "io/fault-reorder",
  "io/fault-reset",
  "io/fault-short-read",
  "io/fault-short-write",
  "io/fault-spurious-readiness",
  "io/fault-would-block",
  "io/half-close",
  "io/halves",
  "io/host-crash",
  "io/lines",
  "io/many-waiters",
  "io/register-after-shutdown",
  "io/reset-by-close",
  "io/shutdown-forgotten",
  "io/shutdown-with-open-streams",
  "io/shutdown-with-pending-io",
  "io/signal",
  "io/spurious-readiness",
  "io/stale-tick",
  "io/tick-wraps",
  "io/udp",
  "io/wakeup-coalescing",
  "local/cancel-vs-foreign-wake",
  "local/detach",
  "local/executor-ends",
  "local/foreign-wake-while-busy",
  "local/foreign-wake",
  "local/foreign-wakes",
  "local/handle-on-foreign-thread",
  "local/last-waker-foreign",
  "local/no-waker-kept",
  "local/panic-in-task",
  "local/spawn-and-join",
  "local/two-executors",
  "local/wake-after-executor-ended",
  "local/waker-outlives-task",
  "local/woken-while-queue-drops",
  "scheduler/blocking-at-cap",
  "scheduler/blocking-drop-spawns",
  "scheduler/blocking-keep-alive",
  "scheduler/blocking-mandatory-vs-shutdown",
  "scheduler/blocking-mandatory",
  "scheduler/blocking-no-thread-to-spare",
  "scheduler/blocking-runtime-shutdown",
  "scheduler/blocking-shutdown-timeout",
  "scheduler/blocking-shutdown",
  "scheduler/blocking-spawn-vs-shutdown",
  "scheduler/blocking-task-waits-for-task",
  "scheduler/current-thread-assist",
  "scheduler/current-thread-busy-hook",
  "scheduler/current-thread-entered-elsewhere",
  "scheduler/current-thread-no-unnecessary-polls",
  "scheduler/current-thread-num-polls",
  "scheduler/current-thread-panic",
  "scheduler/current-thread-remote-spawn",
  "scheduler/current-thread-remote-wake",
  "scheduler/current-thread-shutdown",
  "scheduler/current-thread-unhandled-panic",
  "scheduler/current-thread-yield",
  "scheduler/idle-push-vs-park",
  "scheduler/inject-close-vs-push",
  "scheduler/inject-late-push",
  "scheduler/inject-push-vs-pop",
  "scheduler/join-set-abort-all",
  "scheduler/join-set-basic",
  "scheduler/join-set-blocking",
  "scheduler/join-set-dropped",
  "scheduler/join-set-moves",
  "scheduler/join-set-on-runtime",
  "scheduler/local-set-enter",
  "scheduler/local-set-moves",
  "scheduler/local-set-remote-wake",
  "scheduler/local-set-spawn-from-outside",
  "scheduler/local-set-wake-during-shutdown",
  "scheduler/multi-thread-blocking-and-regular",
  "scheduler/multi-thread-complete-block-on-under-load",
  "scheduler/multi-thread-defer-then-block-in-place",
  "scheduler/multi-thread-join-handle-dropped",
  "scheduler/multi-thread-join-output",
  "scheduler/multi-thread-only-blocking",
  "scheduler/multi-thread-park-two-unparkers",
  "scheduler/multi-thread-pool-multi-notify",
  "scheduler/multi-thread-pool-multi-spawn",
  "scheduler/multi-thread-pool-shutdown",
  "scheduler/multi-thread-racy-shutdown",
  "scheduler/multi-thread-remote-spawn",
  "scheduler/multi-thread-shutdown-with-notification",
  "scheduler/multi-thread-yield-in-block-in-place",
  "scheduler/one-program",
  "scheduler/queue-basic",
  "scheduler/queue-chained-steal",
  "scheduler/queue-cursor-wrap",
  "scheduler/queue-multi-stealer",
  "scheduler/queue-overflow",
  "scheduler/queue-push-mid-steal",
  "scheduler/queue-steal-overflow",
  "scheduler/workload-aborts",
  "scheduler/workload-blocking",
  "scheduler/workload-graph",
  "scheduler/workload-mixed",
  "scheduler/workload-overflow",
  "scheduler/workload-shutdown",
  "scheduler/workload-threads",
  "scheduler/workload-wakes",
  "sync/broadcast-cancel",
  "sync/broadcast-close",
  "sync/broadcast-closed",
  "sync/broadcast-drop-rx",
  "sync/broadcast-drop-rx-overflow",
  "sync/broadcast-send",
  "sync/broadcast-slot-condvar",
  "sync/broadcast-two",
  "sync/broadcast-wrap",
  "sync/cancel-and-drop",
  "sync/cancel-drop-tokens",
  "sync/cancel-grandchild",
  "sync/cancel-running",
  "sync/cancel-token",
  "sync/cancel-with-child",
  "sync/notify-cancelled-among-others",
  "sync/notify-drop",
  "sync/notify-enable",
  "sync/notify-multi",
  "sync/notify-one",
  "sync/notify-permit-kept",
  "sync/notify-poll-consistency",
  "sync/notify-poll-consistency-many",
  "sync/notify-reentrant-waker",
  "sync/notify-waiters",
  "sync/notify-waiters-and-one",
  "sync/notify-waiters-atomic",
  "sync/notify-waiters-sequential",
  "sync/notify-waker-changed",
  "task/abort-after-poll",
  "task/abort-before-poll",
  "task/abort-during-poll",
  "task/abort-handle-outlives",
  "task/abort-vs-complete",
  "task/abort-vs-shutdown",
  "task/abort-vs-wake",
  "task/combinations",
  "task/first-wake",
  "task/flag-then-wake",
  "task/is-finished",
  "task/join-drop-at-once",
  "task/join-drop-vs-complete",
  "task/join-polled-again",
  "task/join-vs-complete",
  "task/join-waker-replaced",
  "task/join-waker-set",
  "task/join-waker-unset",
  "task/last-reference",
  "task/local-remote-abort",
  "task/local-remote-wake",
  "task/notified-dropped",
  "task/panic-in-future-drop",
  "task/panic-in-join-waker",
  "task/panic-in-output-drop",
  "task/panic-in-poll",
  "task/poll-inside-poll",
  "task/poll-inside-shutdown",
  "task/publish-then-wake",
  "task/publish-vs-poll",
  "task/schedule-panics",
  "task/shutdown-after-poll",
  "task/shutdown-inside-poll",
  "task/shutdown-vs-poll",
  "task/shutdown-vs-spawn",
  "task/shutdown-vs-wake",
  "task/spawn-during-shutdown",
  "task/two-wakers-completing-poll",
  "task/two-workers",
  "task/unowned-not-run",
  "task/unowned",
  "task/wake-after-completion",
  "task/wake-after-runtime-gone",
  "task/wake-by-value-last-reference",
  "task/wake-during-poll",
  "task/wakes-itself",
  "time/cascade",
  "time/delay-queue-emptied",
  "time/delay-queue-nearer-item",
  "time/delay-queue-remove-vs-expired",
  "time/delay-queue-reset-into-expired",
  "time/driver-handover",
  "time/drop-vs-fire",
  "time/endless-sleep",
  "time/equal-deadlines",
  "time/far-deadlines",
  "time/interval-in-select",
  "time/interval-missed-ticks",
  "time/interval-paused-host",
  "time/next-wake",
  "time/pause-advance",
  "time/paused-while-blocking",
  "time/reset-vs-fire",
  "time/shutdown-vs-poll",
  "time/sleep-reset-by-other",
  "time/timeout-vs-completion",
  "time/timeouts-cancelled",
  "time/wake-reenters",
  "time/waker-dropped-under-lock",
];

const RUNS = 300;

/** Of long scenarios there are fewer runs: campaigns are for the others. */
const STEPS = 40_000;

const files = globSync("*/*.ts", { cwd: import.meta.dirname, ignore: ["**/*.test.ts"] }).sort();
const modules = files.map((file) => import(/* @vite-ignore */ new URL(file, import.meta.url).href));
const scenarios = (await Promise.all(modules)).flatMap((module) => Object.values(module as Record<string, Scenario>));

/** The kinds and invariants found in `RUNS` executions under `strategy`, or in as many as have `STEPS`. */
function found(scenario: Scenario, strategy: string): string[] {
  const runner = new Runner(scenario, { strategy: createStrategy(strategy) });
  const kinds = new Set<string>();
  for (let i = 0, left = STEPS; i < RUNS && left > 0; i++) {
    const { finding, steps } = runner.run(`test.${i}`);
    left -= steps;
    if (finding !== null) kinds.add(`${finding.kind} ${finding.invariant}: ${finding.message}`);
  }
  return [...kinds];
}

describe("the scenarios", () => {
  it("are the ones whose names were given out: names are permanent", () => {
    expect(scenarios.map(({ name }) => name)).toEqual(NAMES);
  });

  for (const scenario of scenarios) {
    const { name, expect: expected } = scenario;
    it.each(["random", "pos", "fair-pct"])(`${name} comes out as it says, under %s`, (strategy) => {
      const kinds = found(scenario, strategy);
      if (expected === "clean") expect(kinds).toEqual([]);
      else {
        expect(kinds).toHaveLength(1);
        expect(kinds[0]).toContain(`${expected.kind} ${expected.invariant ?? ""}`);
      }
    });
  }
});

describe("atomic-waker/check-before-register", () => {
  const failing = () => {
    const runner = new Runner(checkBeforeRegister, { strategy: createStrategy("random") });
    for (let i = 0; i < RUNS; i++) {
      if (runner.run(`test.${i}`).finding !== null) return investigate(runner, `test.${i}`);
    }
    throw new Error(`no lost wakeup in ${RUNS} runs`);
  };

  it("shrinks to at most twelve steps, says who sleeps and why, and fails again each time", () => {
    const report = failing();
    expect(report.finding.message).toBe(
      '"consumer" parks after the last wake: notifier read the waker cell before consumer wrote it.',
    );
    expect(report.shrunk.steps).toBeLessThanOrEqual(12);
    expect(report.again.failed).toBe(report.again.of);
  });
});
