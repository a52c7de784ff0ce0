/**
 * A task, as all that refer to it see it: `RawTask` is a pointer that may be copied freely and counts
 * nothing. What does count are the kinds of reference, one each in the count of the state word:
 *
 * - owned: the task is on the list of an `OwnedTasks` (`Task` while it is in somebody's hands)
 * - notified: the right to poll it once, in a queue or on its way there; exists while NOTIFIED is set
 *   and nobody runs the task. Whoever runs it goes on with this reference.
 * - join: the `JoinHandle`, who may have the output
 * - abort: an `AbortHandle`
 * - waker: any number of them; the one that a poll is given borrows the reference of the poll
 * - unowned: instead of owned and notified, and counted twice: an `UnownedTask`, on no list
 *
 * Who gives up the last one frees the memory. Everybody else finds it there: each call through a
 * reference reads it, checked against its end and against a freeing that nothing orders after the read.
 */
import { type Op, observing, RawPtr } from "../../sim/index.ts";
import { tell } from "../events.ts";
import { Header, type Vtable } from "./header.ts";
import type { TaskHooks } from "./hooks.ts";
import { TaskId } from "./id.ts";
import { isComplete } from "./snapshot.ts";
import type { StateOwner } from "./state.ts";
import type { ReferenceKind } from "./task-events.ts";
import { Trailer } from "./trailer.ts";

/** The allocation that the parts of a task lie in. */
class TaskMemory extends RawPtr<RawTask> {
  override readonly sort = "task";

  constructor(task: RawTask, name: string | undefined) {
    super(task, name, true);
  }
}

export class RawTask implements StateOwner {
  readonly memory: RawPtr<RawTask>;
  readonly id: TaskId;
  readonly header: Header;
  readonly trailer: Trailer;

  /** Use an `OwnedTasks`, or `unowned`. `vtable` makes the part that depends on the future's type. */
  constructor(name: string | undefined, hooks: TaskHooks, vtable: (task: RawTask) => Vtable) {
    this.memory = new TaskMemory(this, name);
    this.id = new TaskId(this.memory);
    this.trailer = new Trailer(this, hooks);
    this.header = new Header(this, vtable(this));
  }

  get label(): string {
    return this.memory.label;
  }

  get role(): string {
    return this.memory.role;
  }

  /** One more reference, by somebody who has one. */
  *refInc(kind: ReferenceKind): Op<void> {
    yield* this.memory.get();
    yield* this.header.state.refInc();
    this.tellInc(kind);
  }

  /** Gives the caller's reference up; the last one frees the task. */
  *dropReference(kind: ReferenceKind): Op<void> {
    yield* this.memory.get();
    const last = yield* this.header.state.refDec();
    this.tellDec(kind);
    if (last) yield* this.dealloc();
  }

  /** Wakes the task and takes the caller's reference over. */
  *wakeByVal(): Op<void> {
    yield* this.memory.get();
    switch (yield* this.header.state.transitionToNotifiedByVal()) {
      case "Submit":
        // The transition added a reference for the `Notified`. The caller's is kept until `schedule` is
        // through: the scheduler lies in the task, and may drop the `Notified` or let it be run.
        yield* this.header.vtable.schedule();
        yield* this.dropReference("waker");
        return;
      case "Dealloc":
        this.tellDec("waker");
        yield* this.dealloc();
        return;
      case "DoNothing":
        this.tellDec("waker");
    }
  }

  /** Wakes the task; the caller keeps its reference. */
  *wakeByRef(): Op<void> {
    yield* this.memory.get();
    // The caller's reference outlives `schedule`.
    if ((yield* this.header.state.transitionToNotifiedByRef()) === "Submit") yield* this.header.vtable.schedule();
  }

  /** Has the task cancelled by whoever runs it next: its future may be dropped on its own thread only. */
  *remoteAbort(): Op<void> {
    yield* this.memory.get();
    // The caller's reference outlives `schedule`.
    if (yield* this.header.state.transitionToNotifiedAndCancel()) yield* this.header.vtable.schedule();
  }

  /** Whether the task is complete, for a handle that does not mind to hear of it late. */
  *isFinished(): Op<boolean> {
    yield* this.memory.get();
    return isComplete(yield* this.header.state.load());
  }

  poll(reference: ReferenceKind): Op<void> {
    return this.header.vtable.poll(reference);
  }

  shutdown(reference: ReferenceKind): Op<void> {
    return this.header.vtable.shutdown(reference);
  }

  dealloc(): Op<void> {
    return this.header.vtable.dealloc();
  }

  /** A reference was just counted. */
  tellInc(kind: ReferenceKind): void {
    if (observing()) tell({ type: "task.ref.inc", task: this, kind });
  }

  /** A reference was just uncounted. */
  tellDec(kind: ReferenceKind): void {
    if (observing()) tell({ type: "task.ref.dec", task: this, kind });
  }
}
