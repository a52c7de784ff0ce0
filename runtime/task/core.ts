/**
 * The core of a task: the scheduler it belongs to, and its stage: the future, then its output, then
 * nothing. Until COMPLETE is set, RUNNING locks the stage for the thread that set it; afterwards it is
 * the `JoinHandle`'s or, if that was gone already, still the same thread's. Nothing here asks for it.
 */
import { dropInPlace, type Op, observing, Panic, panic } from "../../sim/index.ts";
import { tell } from "../events.ts";
import type { Context } from "../future/context.ts";
import type { Future } from "../future/future.ts";
import type { Poll } from "../future/poll.ts";
import type { TaskResult } from "./error.ts";
import type { RawTask } from "./raw.ts";
import type { Schedule } from "./schedule.ts";
import { TaskField } from "./task-field.ts";

export type Stage<T> =
  | { readonly name: "Running"; readonly future: Future<T> }
  | { readonly name: "Finished"; readonly output: TaskResult<T> }
  | { readonly name: "Consumed" };

const CONSUMED: Stage<never> = { name: "Consumed" };
const SHOW_STAGE = { show: (stage: Stage<unknown>) => stage.name };

export class Core<T> {
  readonly scheduler: Schedule;
  readonly stage: TaskField<Stage<T>>;
  private readonly task: RawTask;

  constructor(task: RawTask, scheduler: Schedule, future: Future<T>) {
    this.task = task;
    this.scheduler = scheduler;
    this.stage = new TaskField<Stage<T>>(task, "stage", { name: "Running", future }, SHOW_STAGE);
  }

  /**
   * Polls the future, and drops it when it is ready or panics. A panic leaves with nothing left behind:
   * not even an output, should the future have been ready and its drop have panicked.
   */
  *poll(cx: Context): Op<Poll<T>> {
    let poll: Poll<T> | null = null;
    if (observing()) tell({ type: "task.poll.begin", task: this.task });
    try {
      poll = yield* this.stage.withMut((stage) => futureOf(stage).poll(cx));
      if (observing()) tell({ type: "task.poll.end", task: this.task, outcome: poll.ready ? "ready" : "pending" });
      if (poll.ready) yield* this.dropFutureOrOutput();
      return poll;
    } catch (thrown) {
      if (thrown instanceof Panic) yield* this.unwind(poll);
      throw thrown;
    }
  }

  /** Drops what is in the stage, if anything. */
  dropFutureOrOutput(): Op<void> {
    return this.setStage(CONSUMED);
  }

  storeOutput(output: TaskResult<T>): Op<void> {
    if (observing()) {
      const outcome = output.ok ? "ok" : output.error.isPanic ? "panic" : "cancelled";
      tell({ type: "task.output.store", task: this.task, outcome });
    }
    return this.setStage({ name: "Finished", output });
  }

  *takeOutput(): Op<TaskResult<T>> {
    const stage = yield* this.stage.replace(CONSUMED);
    if (stage.name !== "Finished") panic("JoinHandle polled after completion");
    if (observing()) tell({ type: "task.output.take", task: this.task });
    return stage.output;
  }

  /** Takes the stage out and drops it, with the memory about to be freed. */
  *dropStage(): Op<void> {
    yield* this.dropContent(yield* this.stage.replace(CONSUMED));
  }

  /** Rust's `*stage = next`: drops what was there in place; `next` is written also where that panics. */
  private *setStage(next: Stage<T>): Op<void> {
    if (this.stage.peek().name === "Consumed") {
      yield* this.stage.set(next);
      return;
    }
    try {
      yield* this.stage.withMut((stage) => this.dropContent(stage));
    } finally {
      yield* this.stage.set(next);
    }
  }

  private dropContent(stage: Stage<T>): Op<void> {
    switch (stage.name) {
      case "Running":
        if (observing()) tell({ type: "task.future.drop", task: this.task });
        return stage.future.drop();
      case "Finished":
        return this.dropOutput(stage.output);
      case "Consumed":
        return dropInPlace(null);
    }
  }

  private dropOutput(output: TaskResult<T>): Op<void> {
    if (observing()) tell({ type: "task.output.drop", task: this.task });
    return dropInPlace(output.ok ? output.value : null);
  }

  /** A panic leaves `poll`: drops the output that it had in hand, and the future. */
  private *unwind(poll: Poll<T> | null): Op<void> {
    if (poll === null && observing()) tell({ type: "task.poll.end", task: this.task, outcome: "panicked" });
    if (poll?.ready === true) yield* this.dropOutput({ ok: true, value: poll.value });
    yield* this.dropFutureOrOutput();
  }
}

function futureOf<T>(stage: Stage<T>): Future<T> {
  return stage.name === "Running" ? stage.future : panic("unexpected stage");
}
