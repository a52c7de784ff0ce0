/** What all handles of a task have in common: each is an owned value and stands for its share of the count. */
import { Owned } from "../../sim/index.ts";
import type { TaskId } from "./id.ts";
import type { RawTask } from "./raw.ts";

export abstract class TaskReference extends Owned {
  /** For monitors, and for code that knows what it does: counts nothing. */
  readonly raw: RawTask;

  constructor(raw: RawTask) {
    super(null);
    this.raw = raw;
  }

  get taskId(): TaskId {
    return this.raw.id;
  }

  override get label(): string {
    return `${this.sort} of ${this.raw.label}`;
  }

  override get role(): string {
    return `${this.sort} of ${this.raw.role}`;
  }
}
