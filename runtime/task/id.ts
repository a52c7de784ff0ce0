/**
 * `task::Id`: which task, in errors, hooks and traces. Numbered per spawning thread, never by a
 * counter that all share as tokio's, so that a task has the same id in every interleaving.
 */
import type { RawPtr } from "../../sim/index.ts";

export class TaskId {
  private readonly memory: RawPtr<unknown>;

  /** A task's id is that of its memory. */
  constructor(memory: RawPtr<unknown>) {
    this.memory = memory;
  }

  /** The name given at spawning, or `task 0.1.5`. */
  get label(): string {
    return this.memory.label;
  }

  /** The name given, or `task`: the same for all that have none, for fingerprints. */
  get role(): string {
    return this.memory.role;
  }

  /** Spreads the tasks over the shards of an `OwnedTasks`: the same shard in every interleaving. */
  get shard(): number {
    return Math.imul(this.memory.serial, 0x9e37_79b1) >>> 16;
  }

  toString(): string {
    return this.label;
  }
}
