/**
 * A local task, after Glommio's `task/raw.rs`: header, schedule function and stage in one allocation,
 * which is freed when no reference and no join handle is left.
 *
 * Everything is done on the home thread, without a lock or an atomic word. A waker that is used
 * elsewhere does no more than count references and send wakers home, where the same is done then.
 * Only home brings the count to 0: a foreign thread that has the last reference sends that home.
 */
import { dropInPlace, type Op, observing, Panic, panic, RawPtr } from "../../../sim/index.ts";
import { type Pollable, tell } from "../../events.ts";
import { Context } from "../../future/context.ts";
import type { Future } from "../../future/future.ts";
import { ManuallyDrop } from "../../future/manually-drop.ts";
import type { Poll } from "../../future/poll.ts";
import { RawWaker, type RawWakerVTable } from "../../future/raw-waker.ts";
import { tellingPoll } from "../../future/telling-poll.ts";
import { Waker } from "../../future/waker.ts";
import { TaskField } from "../../task/task-field.ts";
import { abortOnPanic } from "./abort-on-panic.ts";
import { isHome } from "./current.ts";
import { Header } from "./header.ts";
import type { LocalReferenceKind } from "./local-events.ts";
import { LocalTask } from "./local-task.ts";
import type { SleepNotifier } from "./sleep-notifier.ts";
import {
  ABANDONED,
  afterDiscarded,
  afterPanic,
  afterPending,
  afterReady,
  afterRunBegins,
  afterWake,
  CLOSED,
  HANDLE,
  isIdle,
  isOver,
  SCHEDULED,
} from "./word.ts";

/** The closure that a task is made with: what to do when it is to be run. */
export interface ScheduleFunction {
  /** Takes the task over; one that goes nowhere is dropped, which cancels it. */
  call(task: LocalTask): Op<void>;
  /** What the closure captured ends with the task. */
  drop(): Op<void>;
}

type Stage =
  | { readonly name: "future"; readonly future: Future<unknown> }
  | { readonly name: "output"; readonly output: unknown }
  | { readonly name: "empty" };

const EMPTY: Stage = { name: "empty" };
const SHOW_STAGE = { show: (stage: Stage) => stage.name };

class LocalTaskMemory extends RawPtr<RawLocalTask> {
  override readonly sort = "local task";
}

/** A pointer, which may be copied freely and counts nothing. */
export class RawLocalTask implements Pollable {
  readonly memory: RawPtr<RawLocalTask>;
  readonly header: Header;
  readonly rawWaker: RawWaker;
  private readonly stage: TaskField<Stage>;
  private readonly scheduler: ScheduleFunction;

  /** A task that is marked as scheduled: to be scheduled right away, which counts the first reference. */
  constructor(future: Future<unknown>, scheduler: ScheduleFunction, notifier: SleepNotifier, name?: string) {
    this.memory = new LocalTaskMemory(this, name, true);
    this.scheduler = scheduler;
    this.rawWaker = RawWaker.of<RawLocalTask>(this, WAKES_LOCAL_TASK);
    this.header = new Header(this, notifier);
    this.stage = new TaskField<Stage>(this, "stage", { name: "future", future }, SHOW_STAGE);
    if (observing()) tell({ type: "local.task.new", task: this });
  }

  get label(): string {
    return this.memory.label;
  }

  get role(): string {
    return this.memory.role;
  }

  /** Hands a new `LocalTask` to the schedule function. At home. */
  *schedule(): Op<void> {
    const { header } = this;
    yield* header.increment("queued");
    // The function lies in the task, and may drop what it is given: it needs a reference of its own.
    yield* header.increment("guard");
    try {
      yield* this.scheduler.call(new LocalTask(this));
    } finally {
      yield* this.release("guard");
    }
  }

  /** Wakes the task; the caller keeps its reference. */
  *wakeByRef(): Op<void> {
    yield* this.memory.get();
    const { header } = this;
    if (!isHome(header.notifier)) {
      yield* this.sendWaker();
      return;
    }
    const seen = yield* header.word.get();
    yield* header.move("wake", seen, afterWake(seen));
    // Inside of a poll: SCHEDULED is found when it ends.
    if (!isOver(seen) && isIdle(seen)) yield* this.schedule();
  }

  /** Gives up a waker. */
  *dropWaker(): Op<void> {
    yield* this.memory.get();
    const { notifier } = this.header;
    if (isHome(notifier)) yield* this.release("waker");
    else if (!(yield* this.header.decrementUnlessLast())) yield* notifier.queueWaker(Waker.fromRaw(this.rawWaker));
  }

  /** Polls the future, or drops it if the task was closed. Takes the reference of the `LocalTask` over. */
  *run(): Op<void> {
    yield* this.memory.get();
    const { header } = this;
    const seen = yield* header.word.get();
    if ((seen & CLOSED) !== 0) {
      yield* this.discard();
      return;
    }
    yield* header.move("runBegins", seen, afterRunBegins(seen));
    const poll = yield* this.poll();
    if (poll.ready) yield* this.ready(poll.value);
    else yield* this.pending();
    yield* this.release("queued");
  }

  /** A closed task comes to its end, its `LocalTask` with it. */
  *discard(): Op<void> {
    const { header } = this;
    yield* this.dropFuture();
    const seen = yield* header.word.get();
    yield* header.move("discarded", seen, afterDiscarded(seen));
    yield* header.notify(null);
    yield* this.release("queued");
  }

  /** The output, which is there: COMPLETED is set, and CLOSED was not until now. */
  *takeOutput(): Op<unknown> {
    const stage = yield* this.stage.replace(EMPTY);
    if (stage.name !== "output") panic(`the stage is ${stage.name}, not output`);
    if (observing()) tell({ type: "local.output.take", task: this });
    return stage.output;
  }

  *dropOutput(output: unknown): Op<void> {
    if (observing()) tell({ type: "local.output.drop", task: this });
    yield* dropInPlace(output);
  }

  /** Frees the memory. Whatever is still in the stage is forgotten. */
  *destroy(): Op<void> {
    if (observing()) tell({ type: "local.dealloc", task: this });
    yield* this.memory.takeContent();
    yield* abortOnPanic(() => this.scheduler.drop());
    yield* this.memory.dealloc();
  }

  /** One reference less, at home; with the last one the task ends. */
  private *release(kind: LocalReferenceKind): Op<void> {
    const { header } = this;
    if ((yield* header.decrement(kind)) > 0) return;
    const seen = yield* header.word.get();
    if ((seen & HANDLE) !== 0) return;
    if (isOver(seen)) {
      yield* this.destroy();
      return;
    }
    // Nobody can wake it any more. First the word, for the schedule function may free the task.
    yield* header.move("abandoned", seen, ABANDONED);
    yield* this.schedule();
  }

  /** Sends a clone of the caller's waker home. */
  private *sendWaker(): Op<void> {
    const { header } = this;
    if (observing()) tell({ type: "local.foreign.wake", task: this });
    yield* header.increment("waker");
    yield* header.notifier.queueWaker(Waker.fromRaw(this.rawWaker));
  }

  private *poll(): Op<Poll<unknown>> {
    // Borrows the reference of the `LocalTask` that is run.
    const { value } = new ManuallyDrop(Waker.fromRaw(this.rawWaker));
    const cx = new Context(value);
    try {
      return yield* this.stage.withMut((stage) => tellingPoll(this, futureOf(stage), cx));
    } catch (thrown) {
      if (thrown instanceof Panic) yield* this.panicked();
      throw thrown;
    }
  }

  /** A panic leaves the poll, and goes on to whoever runs the task. */
  private *panicked(): Op<void> {
    const { header } = this;
    const seen = yield* header.word.get();
    yield* header.move("panicked", seen, afterPanic(seen));
    yield* this.dropFuture();
    yield* header.notify(null);
    yield* this.release("queued");
  }

  private *ready(output: unknown): Op<void> {
    const { header } = this;
    yield* this.dropFuture();
    yield* this.stage.set({ name: "output", output });
    if (observing()) tell({ type: "local.output.store", task: this });
    // Read only now: the future may have dropped the join handle.
    const seen = yield* header.word.get();
    yield* header.move("ready", seen, afterReady(seen));
    // Nobody will take it: the handle is gone, or the task was closed during the poll.
    const unwanted = (seen & HANDLE) === 0 || (seen & CLOSED) !== 0;
    if (unwanted) yield* this.stage.set(EMPTY);
    yield* header.notify(null);
    if (unwanted) yield* this.dropOutput(output);
  }

  private *pending(): Op<void> {
    const { header } = this;
    const closed = ((yield* header.word.get()) & CLOSED) !== 0;
    if (closed) yield* this.dropFuture();
    const seen = yield* header.word.get();
    yield* header.move("pending", seen, afterPending(seen));
    if (closed) yield* header.notify(null);
    // Woken during the poll: whoever did that left the queueing to us.
    else if ((seen & SCHEDULED) !== 0) yield* this.schedule();
  }

  private *dropFuture(): Op<void> {
    const stage = yield* this.stage.replace(EMPTY);
    if (observing()) tell({ type: "local.future.drop", task: this });
    yield* abortOnPanic(() => futureOf(stage).drop());
  }
}

function futureOf(stage: Stage): Future<unknown> {
  return stage.name === "future" ? stage.future : panic(`the stage is ${stage.name}, not future`);
}

const WAKES_LOCAL_TASK: RawWakerVTable<RawLocalTask> = {
  *clone(task) {
    yield* task.memory.get();
    yield* task.header.increment("waker");
    return task.rawWaker;
  },
  *wake(task) {
    yield* task.wakeByRef();
    yield* task.dropWaker();
  },
  wakeByRef: (task) => task.wakeByRef(),
  drop: (task) => task.dropWaker(),
  taskOf: (task) => task,
};
