/** Plain memory of a task, named after it when somebody asks. Who may access it is each field's own rule. */
import { UnsafeCell } from "../../sim/index.ts";
import type { StateOwner } from "./state.ts";

export class TaskField<T> extends UnsafeCell<T> {
  /** Whose it is and what it is called, for monitors. */
  readonly task: StateOwner;
  readonly field: string;

  constructor(task: StateOwner, field: string, initial: T, options: { show(value: T): string }) {
    super(initial, options);
    this.task = task;
    this.field = field;
  }

  override get label(): string {
    return `${this.task.label}.${this.field}`;
  }

  override get role(): string {
    return `${this.task.role}.${this.field}`;
  }
}
