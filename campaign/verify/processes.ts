/** A team of processes, as `verify --jobs` wants it. */
import { WorkerPool } from "../workers/pool.ts";
import type { State } from "./explorable.ts";
import type { Settings } from "./settings.ts";
import type { Slice } from "./slice.ts";
import type { Team } from "./team.ts";

/** What a worker is asked. */
export interface Task {
  /** As `--config`; null where it was not given. */
  readonly config: string | null;
  readonly scenario: string;
  readonly settings: Settings;
  readonly state: State;
  readonly forMs: number;
}

export class Processes implements Team {
  readonly #shared: Pick<Task, "config" | "scenario" | "settings">;
  readonly #pool: WorkerPool;

  constructor(size: number, shared: Pick<Task, "config" | "scenario" | "settings">, patienceMs?: number) {
    this.#shared = shared;
    this.#pool = new WorkerPool(size, patienceMs);
  }

  get size(): number {
    return this.#pool.size;
  }

  async slice(state: State, forMs: number): Promise<Slice> {
    const task: Task = { ...this.#shared, state, forMs };
    return (await this.#pool.ask("slice", task, forMs)) as Slice;
  }

  hurry(): void {
    // Ctrl-C reached them too. Told to stop by other means, they are not asked: a slice is soon done again.
  }

  end(): Promise<void> {
    return this.#pool.end();
  }
}
