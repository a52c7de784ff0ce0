/** The head of a task: the part that whoever holds a reference may use, whatever the future's type is. */
import type { Op } from "../../sim/index.ts";
import type { Poll } from "../future/poll.ts";
import type { Waker } from "../future/waker.ts";
import type { TaskResult } from "./error.ts";
import type { LocalOwnedTasks, OwnedTasks } from "./list.ts";
import type { RawTask } from "./raw.ts";
import { State } from "./state.ts";
import type { ReferenceKind } from "./task-events.ts";
import { TaskField } from "./task-field.ts";

/** What depends on the types of the future and of the scheduler. `reference`: the caller's, taken over. */
export interface Vtable {
  /** Polls the future, or cancels it, or finds nothing to do. */
  poll(reference: ReferenceKind): Op<void>;
  /** Hands a `Notified` to the scheduler, for the reference that a transition has just added. */
  schedule(): Op<void>;
  /** Frees the memory: the last reference is gone. */
  dealloc(): Op<void>;
  /** The output if the task is complete; else sees to it that `waker` is woken when it is. */
  tryReadOutput(waker: Waker): Op<Poll<TaskResult<unknown>>>;
  /** The `JoinHandle` goes away, and the task has moved on since it was made. */
  dropJoinHandleSlow(): Op<void>;
  /** An `AbortHandle` goes away. */
  dropAbortHandle(): Op<void>;
  /** The runtime shuts down: cancels the task, now or by whoever runs it. */
  shutdown(reference: ReferenceKind): Op<void>;
}

const SHOW_TASK = { show: (task: RawTask | null) => task?.label ?? "none" };
const SHOW_LIST = { show: (list: OwnedTasks | LocalOwnedTasks | null) => list?.label ?? "none" };

export class Header {
  readonly state: State;
  readonly vtable: Vtable;
  /** The next task in an inject queue. Belongs to the holder of the `Notified`. */
  readonly queueNext: TaskField<RawTask | null>;
  /**
   * The list that the task is or was bound to, for ever the same one. Written before anybody else knows
   * the task, so everybody may read it.
   */
  readonly owner: TaskField<OwnedTasks | LocalOwnedTasks | null>;

  constructor(task: RawTask, vtable: Vtable) {
    this.state = new State(task);
    this.vtable = vtable;
    this.queueNext = new TaskField<RawTask | null>(task, "queueNext", null, SHOW_TASK);
    this.owner = new TaskField<OwnedTasks | LocalOwnedTasks | null>(task, "owner", null, SHOW_LIST);
  }
}
