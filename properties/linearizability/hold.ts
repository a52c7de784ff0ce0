/** Runs a drawn program and holds what its threads saw against a specification. */
import { finding, type Op, raise } from "../../sim/index.ts";
import { checkHistory } from "./check.ts";
import { runSyncProgram, type SyncProgram } from "./program.ts";
import type { Specification } from "./specification.ts";
import type { Subject } from "./subject.ts";
import { timeline } from "./timeline.ts";

/** Raises an `assertion` with the history as a timeline, where no order of the calls explains it. */
export function* holdAgainst<P, S>(
  subject: Subject<P, S>,
  specification: Specification<S>,
  program: SyncProgram<P>,
): Op<void> {
  const calls = yield* runSyncProgram(subject, program);
  const found = checkHistory(specification, calls);
  if (found.linearizable) return;
  raise(
    finding(
      "assertion",
      `No order of the calls explains what they returned, by the specification "${specification.name}".`,
      {
        details: timeline(calls, found),
        involved: ["linearizability", specification.name],
      },
    ),
  );
}
