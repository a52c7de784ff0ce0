/** The hidden `reveille worker`: the other side of `verify --jobs`, which starts it and ends it. */
import workerpool from "workerpool";
import type { Scenario } from "../../sim/index.ts";
import { Catalogue } from "../scenarios/catalogue.ts";
import { UsageProblem } from "../usage-problem.ts";
import { type Answer, answerOf, type Task, WORKER_COMMAND } from "../verify/processes.ts";
import { createExplorer } from "../verify/settings.ts";
import { exploreSlice } from "../verify/slice.ts";
import type { CommandLine } from "./command-line.ts";

export function addWorker({ command }: CommandLine): void {
  command(WORKER_COMMAND, "explores for `verify --jobs`", { hidden: true }).action(() => {
    if (process.send === undefined) {
      throw new UsageProblem(`"${WORKER_COMMAND}" is started by \`reveille verify --jobs\` alone`);
    }
    // Ctrl-C reaches all processes of a terminal. The one that started this one ends it, and until then
    // takes what there is.
    let hurried = false;
    process.on("SIGINT", () => {
      hurried = true;
    });
    const scenarios = new Map<string, Promise<Scenario>>();
    const scenarioOf = ({ config, scenario }: Task): Promise<Scenario> => {
      const known = scenarios.get(scenario) ?? new Catalogue(config ?? undefined).named(scenario);
      scenarios.set(scenario, known);
      return known;
    };
    const slice = async (task: Task): Promise<Answer> => {
      try {
        const explorer = createExplorer(await scenarioOf(task), task.settings);
        return { slice: await exploreSlice(explorer, task.state, task.forMs, () => hurried) };
      } catch (thrown) {
        return answerOf(thrown);
      }
    };
    workerpool.worker({ slice });
  });
}
