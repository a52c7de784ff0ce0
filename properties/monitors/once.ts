/**
 * I4, once: a task's future is dropped once, before anybody can see COMPLETE, and never polled after
 * that; its output is delivered or dropped, once, and not left for whoever frees the task.
 */
import type { RawTask, RuntimeEvent } from "../../runtime/index.ts";
import { type Execution, finding, type Listener } from "../../sim/index.ts";
import { Roster } from "./roster.ts";

interface Life {
  readonly task: RawTask;
  futureDropped: boolean;
  /** `in hand`: the poll returned it, and has not stored it yet. */
  output: "none" | "in hand" | "stored" | "delivered" | "dropped";
  complete: boolean;
  freed: boolean;
}

export class Once implements Listener {
  private execution: Execution | null = null;
  private readonly lives = new Roster<Life>();

  onBegin(execution: Execution): void {
    this.execution = execution;
    this.lives.clear();
  }

  onEvent(event: RuntimeEvent): void {
    switch (event.type) {
      case "task.new":
        this.lives.add(event.task, {
          task: event.task,
          futureDropped: false,
          output: "none",
          complete: false,
          freed: false,
        });
        return;
      case "task.poll.begin":
      case "task.poll.end":
      case "task.future.drop":
      case "task.complete":
      case "task.output.store":
      case "task.output.take":
      case "task.output.drop":
      case "task.dealloc": {
        const life = this.lives.find(event.task); // none: polled by a `blockOn`, or made by hand in a test
        if (life !== undefined) this.goOn(life, event);
      }
    }
  }

  onEnd(): void {
    for (const { task, futureDropped, output, freed } of this.lives.all) {
      if (!freed) continue; // not over yet: a leak, and others' to find
      if (!futureDropped) this.fail(`${task.label} was freed and its future never dropped`, "future not dropped");
      if (output === "stored") this.fail(`the output of ${task.label} was lost with its memory`, "output lost");
    }
  }

  private goOn(life: Life, event: Extract<RuntimeEvent, { readonly task: unknown }>): void {
    const { label } = life.task;
    switch (event.type) {
      case "task.poll.begin":
        if (life.futureDropped) this.fail(`${label} is polled after its future was dropped`, "polled after the drop");
        return;
      case "task.poll.end":
        if (event.outcome === "ready") life.output = "in hand";
        return;
      case "task.future.drop":
        if (life.futureDropped) this.fail(`the future of ${label} is dropped twice`, "future dropped twice");
        life.futureDropped = true;
        return;
      case "task.output.store":
        if (!life.futureDropped) this.fail(`${label} stores its output over its future`, "future overwritten");
        if (life.output === "stored") this.fail(`${label} stores an output over another`, "output overwritten");
        life.output = "stored";
        return;
      case "task.complete":
        this.complete(life);
        return;
      case "task.output.take":
        this.takeOutput(life);
        return;
      case "task.output.drop":
        this.dropOutput(life);
        return;
      case "task.dealloc":
        life.freed = true;
    }
  }

  private complete(life: Life): void {
    const { label } = life.task;
    if (life.complete) this.fail(`${label} completes twice`, "complete twice");
    if (!life.futureDropped)
      this.fail(`${label} is COMPLETE before its future was dropped`, "future outlives COMPLETE");
    if (life.output !== "stored") this.fail(`${label} is COMPLETE without an output`, "complete without output");
    life.complete = true;
  }

  private takeOutput(life: Life): void {
    const { label } = life.task;
    if (!life.complete) this.fail(`the output of ${label} is taken before it is COMPLETE`, "output taken early");
    if (life.output !== "stored")
      this.fail(`the output of ${label} is delivered, and was ${life.output}`, "taken twice");
    life.output = "delivered";
  }

  private dropOutput(life: Life): void {
    const { label } = life.task;
    if (life.freed) this.fail(`the output of ${label} is dropped by whoever frees the task`, "output left behind");
    if (life.output === "delivered" || life.output === "dropped") {
      this.fail(`the output of ${label} is dropped, and was ${life.output} before`, "output dropped twice");
    }
    // In hand: the future panicked when dropped, and an error will be stored in the output's place.
    life.output = life.output === "in hand" ? "none" : "dropped";
  }

  private fail(what: string, involved: string): void {
    const { thread } = this.execution as Execution;
    this.execution?.fail(
      finding("invariant", `${what} ("${thread.name}").`, { invariant: "I4", involved: [involved] }),
    );
  }
}
