/**
 * A team of processes, each of which runs our launcher with the hidden command `worker`. Processes,
 * because tsx does not reach worker threads on Node 20, and because one that hangs can be ended.
 */
import path from "node:path";
import workerpool from "workerpool";
import { UsageError } from "../../sim/index.ts";
import { PACKAGE_ROOT } from "../scenarios/package-root.ts";
import { reasonOf, UsageProblem } from "../usage-problem.ts";
import type { State } from "./explorable.ts";
import type { Settings } from "./settings.ts";
import type { Slice } from "./slice.ts";
import { type Team, WorkerLost } from "./team.ts";

/** What a worker is asked. */
export interface Task {
  /** As `--config`; null where it was not given. */
  readonly config: string | null;
  readonly scenario: string;
  readonly settings: Settings;
  readonly state: State;
  readonly forMs: number;
}

/** What it answers: a slice, or why there is none. */
export type Answer = { readonly slice: Slice } | { readonly problem: string } | { readonly defect: string };

export const WORKER_COMMAND = "worker";

/** A slice takes a second; a process that says nothing for so long beyond it hangs. */
const PATIENCE_MS = 30_000;
const LAUNCHER = path.join(PACKAGE_ROOT, "campaign/reveille.mjs");

export class Processes implements Team {
  readonly size: number;
  readonly #shared: Pick<Task, "config" | "scenario" | "settings">;
  readonly #patienceMs: number;
  readonly #pool: workerpool.Pool;

  constructor(size: number, shared: Pick<Task, "config" | "scenario" | "settings">, patienceMs = PATIENCE_MS) {
    this.size = size;
    this.#shared = shared;
    this.#patienceMs = patienceMs;
    this.#pool = workerpool.pool(LAUNCHER, {
      workerType: "process",
      maxWorkers: size,
      forkArgs: [WORKER_COMMAND],
      // What a dying process prints is not for our stderr: it is reported in one line.
      emitStdStreams: true,
    });
  }

  async slice(state: State, forMs: number): Promise<Slice> {
    const answer = await this.#ask({ ...this.#shared, state, forMs });
    if ("slice" in answer) return answer.slice;
    if ("problem" in answer) throw new UsageProblem(answer.problem);
    throw new Error(`in a worker process:\n${answer.defect}`);
  }

  hurry(): void {
    // Ctrl-C reached them too. Told to stop by other means, they are not asked: a slice is soon done again.
  }

  async end(): Promise<void> {
    // Rejects where a process is gone already.
    await Promise.allSettled([this.#pool.terminate(true)]);
  }

  async #ask(task: Task): Promise<Answer> {
    try {
      return (await this.#pool.exec("slice", [task]).timeout(task.forMs + this.#patienceMs)) as Answer;
    } catch (thrown) {
      if (thrown instanceof workerpool.Promise.TimeoutError) {
        throw new WorkerLost(`a worker said nothing for ${Math.round(this.#patienceMs / 1_000)} s and was ended`);
      }
      throw new WorkerLost(`a worker died${deathOf(reasonOf(thrown))}`);
    }
  }
}

/** Of workerpool's many lines, those that say how. */
function deathOf(text: string): string {
  const [, signal] = /signalCode: `(SIG\w+)`/.exec(text) ?? [];
  const [, code] = /exitCode: `(\d+)`/.exec(text) ?? [];
  if (signal !== undefined) return ` (${signal})`;
  return code === undefined ? "" : ` (exit code ${code})`;
}

export function answerOf(thrown: unknown): Answer {
  if (thrown instanceof UsageProblem || thrown instanceof UsageError) return { problem: thrown.message };
  return { defect: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) };
}
