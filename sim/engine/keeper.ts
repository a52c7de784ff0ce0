/**
 * Keeps the appointments of the simulated system when they are due, as one thread of its own that
 * never runs: whatever an appointment does happens after what had happened when it was made.
 */
import type { Appointment } from "./agenda.ts";
import type { Execution } from "./execution.ts";
import { livelock } from "./quiescence.ts";
import type { Thread } from "./thread.ts";

/** The path and the name of that thread. */
export const SYSTEM = "system";

const notRun = (): never => {
  throw new Error("the simulated system has no body");
};

export class Keeper {
  private readonly execution: Execution;
  private system: Thread | null = null;

  constructor(execution: Execution) {
    this.execution = execution;
  }

  reset(): void {
    this.system = null;
  }

  /**
   * Keeps what is due, in an order that is decided, up to where the threads that can go on are let go
   * first. `idle`: whoever can go on now could not before the clock moved, so that this may be at once.
   */
  keepDue(idle: boolean): void {
    const { execution } = this;
    const { agenda } = execution;
    let mayStop = idle;
    for (let due = agenda.countDue(execution.now); due > 0; due = agenda.countDue(execution.now)) {
      const stop = mayStop && execution.ready.length > 0 ? 1 : 0;
      const answer = execution.decide("due", due + stop);
      if (answer === due) return;
      this.keep(agenda.take(answer));
      if (execution.finding !== null) return;
      mayStop = true;
    }
  }

  /** One appointment is one step, of the system: what goes round in it for ever ends at the bound, too. */
  private keep({ serial, clock, perform }: Appointment): void {
    const { execution } = this;
    const { thread } = execution;
    if (++execution.steps > execution.bounds.steps) {
      execution.fail(livelock(execution));
      return;
    }
    execution.scheduleHash = (Math.imul(execution.scheduleHash, 31) - serial) | 0;
    this.system ??= this.makeThread();
    this.system.lookBack(clock);
    execution.thread = this.system;
    try {
      perform();
    } finally {
      execution.thread = thread;
    }
  }

  private makeThread(): Thread {
    const system = this.execution.takeThread(null, SYSTEM);
    system.reset(notRun, null, SYSTEM);
    system.path = SYSTEM;
    system.finished = true;
    system.ready = false;
    return system;
  }
}
