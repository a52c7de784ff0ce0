/**
 * `reveille worker --queue`, which plays for campaigns elsewhere; and without a queue the other side of
 * `--jobs`, which starts it and ends it.
 */
import { type Command, Option } from "commander";
import workerpool from "workerpool";
import type { Scenario } from "../../sim/index.ts";
import { Alone } from "../fuzz/alone.ts";
import type { InvestigateTask, PlayTask, Shared } from "../fuzz/processes.ts";
import { Output } from "../output/output.ts";
import { listen } from "../queue/listen.ts";
import { type QueueUrl, queueOption } from "../queue/queue-url.ts";
import { Catalogue } from "../scenarios/catalogue.ts";
import { UsageProblem } from "../usage-problem.ts";
import type { Task as SliceTask } from "../verify/processes.ts";
import { createExplorer } from "../verify/settings.ts";
import { exploreSlice } from "../verify/slice.ts";
import { endWithParent } from "../workers/end-with-parent.ts";
import { answer, IN_POOL, WORKER_COMMAND } from "../workers/pool.ts";
import type { CommandLine } from "./command-line.ts";
import type { SharedOptions } from "./shared-options.ts";
import { readProcesses } from "./values.ts";

interface WorkerFlags extends SharedOptions {
  readonly queue?: QueueUrl;
  readonly jobs?: number;
  readonly inPool?: true;
}

export function addWorker({ command, done, io }: CommandLine): void {
  command(WORKER_COMMAND, "plays for `fuzz --queue`, on as many machines as there are")
    .addOption(queueOption("where its orders come from, such as redis://host:6379"))
    .addOption(new Option("--jobs <n>", "processes that play (default: one for each core)").argParser(readProcesses))
    .addOption(new Option(IN_POOL).hideHelp())
    .action(async (_own, self: Command) => {
      const { queue, jobs, config, json, inPool } = self.optsWithGlobals<WorkerFlags>();
      if (queue !== undefined) {
        done(await listen(queue, jobs, config, new Output(io, json === true)));
      } else if (inPool === true) {
        serve();
      } else {
        throw new UsageProblem(`"${WORKER_COMMAND}" needs --queue, such as --queue redis://host:6379`);
      }
    });
}

/** The process that started this one asks, and ends it. */
function serve(): void {
  const worker = new Worker();
  endWithParent();
  // Ctrl-C reaches all processes of a terminal. The one that started this one ends it, and until then
  // takes what there is.
  process.on("SIGINT", () => worker.hurry());
  workerpool.worker({
    slice: (task: SliceTask) => answer(() => worker.slice(task)),
    play: (task: PlayTask) => answer(async () => worker.crew(task).play(task.spans, task.forMs)),
    investigate: (task: InvestigateTask) =>
      answer(async () => worker.crew(task).investigate(task.scenario, task.failure, task.forMs)),
  });
}

/** Keeps what it was asked about: one command, so one configuration and one campaign. */
class Worker {
  readonly #scenarios = new Map<string, Promise<Scenario>>();
  #catalogue: Catalogue | null = null;
  #crew: Alone | null = null;
  #hurried = false;

  hurry(): void {
    this.#hurried = true;
    this.#crew?.hurry();
  }

  async slice(task: SliceTask): Promise<unknown> {
    const scenario = await this.#scenario(task.config, task.scenario);
    return exploreSlice(createExplorer(scenario, task.settings), task.state, task.forMs, () => this.#hurried);
  }

  crew({ config, settings }: Shared): Alone {
    this.#crew ??= new Alone(settings, (name) => this.#scenario(config, name));
    return this.#crew;
  }

  #scenario(config: string | null, name: string): Promise<Scenario> {
    this.#catalogue ??= new Catalogue(config ?? undefined);
    const known = this.#scenarios.get(name) ?? this.#catalogue.named(name);
    this.#scenarios.set(name, known);
    return known;
  }
}
