/** The monitors that run on every scenario by default: each stays silent where it does not apply. */
import type { Listener } from "../../sim/index.ts";
import { BoundedProgress } from "./bounded-progress.ts";
import { CellExclusion } from "./cell-exclusion.ts";
import { ExactReferences } from "./exact-references.ts";
import { IdleAccounting } from "./idle-accounting.ts";
import { LegalStates } from "./legal-states.ts";
import { LocalLives } from "./local-lives.ts";
import { LocalReferences } from "./local-references.ts";
import { LockTrouble } from "./lock-trouble.ts";
import { NecessaryPolls } from "./necessary-polls.ts";
import { NoLeak } from "./no-leak.ts";
import { NoLostWakeup } from "./no-lost-wakeup.ts";
import { Once } from "./once.ts";
import { PollExclusion } from "./poll-exclusion.ts";
import { QueueConservation } from "./queue-conservation.ts";
import { ReadinessSoundness } from "./readiness-soundness.ts";
import { RuntimeShutdown } from "./runtime-shutdown.ts";
import { ShutdownCompleteness } from "./shutdown-completeness.ts";
import { TaskCellExclusion } from "./task-cell-exclusion.ts";
import { TaskLegalStates } from "./task-legal-states.ts";
import { TimerSoundness } from "./timer-soundness.ts";
import { WhenIo } from "./when-io.ts";
import { WhenLocal } from "./when-local.ts";
import { WhenScheduled } from "./when-scheduled.ts";
import { WhenTasks } from "./when-tasks.ts";
import { WhenTimers } from "./when-timers.ts";

/**
 * New monitors, to be told of many executions one after the other. Where one step breaks several
 * invariants the first in this order says so: the one that knows most of what happened.
 */
export function allMonitors(): readonly Listener[] {
  return [
    new LegalStates(),
    new CellExclusion(),
    new WhenIo([new ReadinessSoundness()]),
    new WhenTasks([
      new ExactReferences(),
      new TaskLegalStates(),
      new TaskCellExclusion(),
      new PollExclusion(),
      new Once(),
      new NecessaryPolls(),
      new LockTrouble(),
      new ShutdownCompleteness(),
    ]),
    new WhenScheduled([new QueueConservation(), new IdleAccounting(), new BoundedProgress()]),
    new WhenLocal([new LocalReferences(), new LocalLives()]),
    // Behind I10, which knows what keeps a driver from its timers; before I1, which only knows who sleeps for it.
    new WhenTimers([new TimerSoundness()]),
    new NoLostWakeup(),
    // Last: why a shutdown hangs says more than that it does.
    new WhenScheduled([new RuntimeShutdown()]),
    new NoLeak(),
  ];
}
