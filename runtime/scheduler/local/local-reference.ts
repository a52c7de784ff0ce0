/** What a local task's queued self and its join handle have in common. */
import { Owned } from "../../../sim/index.ts";
import type { RawLocalTask } from "./raw.ts";

export abstract class LocalReference extends Owned {
  /** For queues, monitors, and code that knows what it does: counts nothing. */
  readonly raw: RawLocalTask;

  constructor(raw: RawLocalTask) {
    super(null);
    this.raw = raw;
  }

  override get label(): string {
    return `${this.sort} of ${this.raw.label}`;
  }

  override get role(): string {
    return `${this.sort} of ${this.raw.role}`;
  }
}
