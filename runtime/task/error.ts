/** `JoinError`: why a task has no output. Once cancelled or panicked, that is all its `JoinHandle` gets. */
import { type Panic, panic } from "../../sim/index.ts";
import type { TaskId } from "./id.ts";

/** What a `JoinHandle` resolves to. */
export type TaskResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: JoinError };

export class JoinError {
  readonly id: TaskId;
  private readonly caught: Panic | null;

  private constructor(id: TaskId, caught: Panic | null) {
    this.id = id;
    this.caught = caught;
  }

  static cancelled(id: TaskId): JoinError {
    return new JoinError(id, null);
  }

  /** The task's future panicked when polled or dropped. */
  static panic(id: TaskId, caught: Panic): JoinError {
    return new JoinError(id, caught);
  }

  get isCancelled(): boolean {
    return this.caught === null;
  }

  get isPanic(): boolean {
    return this.caught !== null;
  }

  /** What the task panicked with; panics where it was cancelled. */
  intoPanic(): Panic {
    return this.caught ?? panic("`JoinError` reason is not a panic.");
  }

  /** The same, or null where it was cancelled. */
  tryIntoPanic(): Panic | null {
    return this.caught;
  }

  toString(): string {
    return this.caught === null
      ? `${this.id} was cancelled`
      : `${this.id} panicked with message ${JSON.stringify(this.caught.message)}`;
  }
}
