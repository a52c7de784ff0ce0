/**
 * Processes that share the work of one command, each of which runs our launcher with the hidden
 * command `worker`. Processes, because tsx does not reach worker threads on Node 20, and because one
 * that hangs can be ended.
 */
import path from "node:path";
import workerpool from "workerpool";
import { UsageError } from "../../sim/index.ts";
import { PACKAGE_ROOT } from "../scenarios/package-root.ts";
import { reasonOf, UsageProblem } from "../usage-problem.ts";
import { WorkerLost } from "./lost.ts";

/** What a worker answers: a value, or why there is none. */
export type Answer = { readonly value: unknown } | { readonly problem: string } | { readonly defect: string };

export const WORKER_COMMAND = "worker";
/** Hidden: says that it is a pool that started the process. Whoever has an IPC channel need not be one. */
export const IN_POOL = "--in-pool";

/** Work takes seconds; a process that says nothing for so long, beyond what it was given, hangs. */
export const PATIENCE_MS = 30_000;
/** Of what a process prints, in characters; and of a line of it that is shown. */
const PRINTED_MAX = 10_000;
const LINE_MAX = 160;
const LAUNCHER = path.join(PACKAGE_ROOT, "campaign/reveille.mjs");

export class WorkerPool {
  readonly size: number;
  readonly #patienceMs: number;
  readonly #pool: workerpool.Pool;

  constructor(size: number, patienceMs = PATIENCE_MS) {
    this.size = size;
    this.#patienceMs = patienceMs;
    this.#pool = workerpool.pool(LAUNCHER, {
      workerType: "process",
      maxWorkers: size,
      forkArgs: [WORKER_COMMAND, IN_POOL],
      // What a dying process prints is not for our stderr: it is reported in one line.
      emitStdStreams: true,
    });
  }

  /** Has `work` done on `task`, which may take `forMs` longer than seconds. Rejects with `WorkerLost` where nobody answers. */
  async ask(work: string, task: object, forMs = 0): Promise<unknown> {
    const answer = await this.#exchange(work, task, forMs + this.#patienceMs);
    if ("value" in answer) return answer.value;
    if ("problem" in answer) throw new UsageProblem(answer.problem);
    throw new Error(`in a worker process:\n${answer.defect}`);
  }

  async end(): Promise<void> {
    // Rejects where a process is gone already.
    await Promise.allSettled([this.#pool.terminate(true)]);
  }

  async #exchange(work: string, task: object, withinMs: number): Promise<Answer> {
    let printed = "";
    const on = ({ stderr = "" }: { readonly stderr?: string }): void => {
      printed = `${printed}${stderr}`.slice(-PRINTED_MAX);
    };
    try {
      return (await this.#pool.exec(work, [task], { on }).timeout(withinMs)) as Answer;
    } catch (thrown) {
      if (thrown instanceof workerpool.Promise.TimeoutError) {
        throw new WorkerLost(`a worker said nothing for ${Math.round(this.#patienceMs / 1_000)} s and was ended`);
      }
      throw new WorkerLost(`a worker died${deathOf(reasonOf(thrown))}${lastWordsOf(printed)}`);
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

/** What it printed of an error, as V8 does where memory ends; "" where it printed none. */
function lastWordsOf(printed: string): string {
  const line = printed.split("\n").find((each) => /\berror\b|Error:/i.test(each));
  return line === undefined ? "" : `: ${line.trim().slice(0, LINE_MAX)}`;
}

/** The other side: what `work` gives, or in which words it cannot. */
export async function answer(work: () => Promise<unknown>): Promise<Answer> {
  try {
    return { value: await work() };
  } catch (thrown) {
    if (thrown instanceof UsageProblem || thrown instanceof UsageError) return { problem: thrown.message };
    return { defect: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) };
  }
}
