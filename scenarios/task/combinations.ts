/**
 * A task that may panic when it is polled or dropped, with an output that may panic when it is dropped;
 * a JoinHandle that is dropped early, late, or after it was asked for the output; an abort at any of four
 * moments, through either handle; the runtime on one thread, or with one or two workers beside the main
 * one. `properties/task-combinations/run-combination.ts` tells the run moment by moment.
 *
 * What is drawn may be impossible (abort through a handle that is gone, two panics at once): then the
 * nearest possible combination runs.
 */
import { nearestTaskCombination, runTaskCombination, scenario, TASK_DIMENSIONS } from "../../properties/index.ts";

export const combinations = scenario({
  name: "task/combinations",
  about: "A task, the holder of its handles and its runtime go through every combination of panics, drops and aborts.",
  source: "tokio runtime/tests/task_combinations.rs",
  options: TASK_DIMENSIONS,
  bounds: { threads: 3 },
  *model(drawn) {
    yield* runTaskCombination(nearestTaskCombination(drawn));
  },
});
