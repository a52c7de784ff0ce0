/** What the strategies share that look at announced steps: a new thread has announced none yet. */
import type { Execution } from "../engine/execution.ts";

/** The option that starts a thread; -1 when all have started. */
export function unstarted(view: Execution): number {
  for (let option = 0; option < view.ready.length; option++) {
    if (!view.candidate(option).op.announced) return option;
  }
  return -1;
}
