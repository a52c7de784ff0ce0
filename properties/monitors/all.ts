/** The monitors that run on every scenario by default: each stays silent where it does not apply. */
import type { Listener } from "../../sim/index.ts";
import { CHANNELS, LOCAL_TASKS, NOTIFICATIONS, PERMITS, RESOURCES, SCHEDULERS, TASKS, TIMERS } from "./alarms.ts";
import { BoundedProgress } from "./bounded-progress.ts";
import { CellExclusion } from "./cell-exclusion.ts";
import { ChannelCorrectness } from "./channel-correctness.ts";
import { ExactReferences } from "./exact-references.ts";
import { IdleAccounting } from "./idle-accounting.ts";
import { LegalStates } from "./legal-states.ts";
import { LocalLives } from "./local-lives.ts";
import { LocalReferences } from "./local-references.ts";
import { LockTrouble } from "./lock-trouble.ts";
import { NecessaryPolls } from "./necessary-polls.ts";
import { NoLeak } from "./no-leak.ts";
import { NoLostWakeup } from "./no-lost-wakeup.ts";
import { NotificationConservation } from "./notification-conservation.ts";
import { Once } from "./once.ts";
import { PermitConservation } from "./permit-conservation.ts";
import { PollExclusion } from "./poll-exclusion.ts";
import { QueueConservation } from "./queue-conservation.ts";
import { ReadinessSoundness } from "./readiness-soundness.ts";
import { RuntimeShutdown } from "./runtime-shutdown.ts";
import { ShutdownCompleteness } from "./shutdown-completeness.ts";
import { TaskCellExclusion } from "./task-cell-exclusion.ts";
import { TaskLegalStates } from "./task-legal-states.ts";
import { TimerSoundness } from "./timer-soundness.ts";
import { WhenTold } from "./when-told.ts";

/**
 * New monitors, to be told of many executions one after the other. Where one step breaks several
 * invariants the first in this order says so: the one that knows most of what happened.
 */
export function allMonitors(): readonly Listener[] {
  return [
    new LegalStates(),
    new CellExclusion(),
    new WhenTold(RESOURCES, [new ReadinessSoundness()]),
    new WhenTold(TASKS, [
      new ExactReferences(),
      new TaskLegalStates(),
      new TaskCellExclusion(),
      new PollExclusion(),
      new Once(),
      new NecessaryPolls(),
      new LockTrouble(),
      new ShutdownCompleteness(),
    ]),
    new WhenTold(SCHEDULERS, [new QueueConservation(), new IdleAccounting(), new BoundedProgress()]),
    new WhenTold(LOCAL_TASKS, [new LocalReferences(), new LocalLives()]),
    new WhenTold(PERMITS, [new PermitConservation()]),
    new WhenTold(NOTIFICATIONS, [new NotificationConservation()]),
    new WhenTold(CHANNELS, [new ChannelCorrectness()]),
    // Behind I10, which knows what keeps a driver from its timers; before I1, which only knows who sleeps for it.
    new WhenTold(TIMERS, [new TimerSoundness()]),
    new NoLostWakeup(),
    // Last: why a shutdown hangs says more than that it does.
    new WhenTold(SCHEDULERS, [new RuntimeShutdown()]),
    new NoLeak(),
  ];
}
