/**
 * I8, queue conservation: a task that was pushed is popped once, from where it lies; it lies in one queue
 * at most, once, and nobody polls it meanwhile. When all is over the queues are empty.
 */
import type { Pollable, RawTask, RuntimeEvent } from "../../runtime/index.ts";
import { type Execution, finding, type Listener } from "../../sim/index.ts";
import { nameOfQueue } from "./label-of.ts";

export class QueueConservation implements Listener {
  private execution: Execution | null = null;
  /** Where each task lies that lies in a queue. */
  private readonly places = new Map<Pollable, object>();

  onBegin(execution: Execution): void {
    this.execution = execution;
    this.places.clear();
  }

  onEvent(event: RuntimeEvent): void {
    switch (event.type) {
      case "queue.push":
      case "inject.push":
        this.push(event.task, event.queue);
        return;
      case "queue.pop":
      case "inject.pop":
        this.leaves(event.task, event.queue, "popped from");
        return;
      case "queue.overflow":
        this.leaves(event.task, event.queue, "moved out of");
        return;
      case "queue.steal":
        this.leaves(event.task, event.queue, "stolen from");
        if (event.to !== null) this.push(event.task, event.to);
        return;
      case "task.poll.begin": {
        const queue = this.places.get(event.task);
        if (queue !== undefined) {
          this.fail(`"${this.who()}" polls ${event.task.label}, which lies in ${nameOfQueue(queue)}.`, "polled");
        }
      }
    }
  }

  onEnd(): void {
    for (const [task, queue] of this.places) {
      this.fail(`${task.label} was pushed to ${nameOfQueue(queue)} and never popped.`, "left behind");
      return;
    }
  }

  private push(task: RawTask, queue: object): void {
    const before = this.places.get(task);
    if (before !== undefined) {
      this.fail(
        `"${this.who()}" pushed ${task.label} to ${nameOfQueue(queue)}, while it lies in ${nameOfQueue(before)}.`,
        "pushed twice",
      );
    }
    this.places.set(task, queue);
  }

  private leaves(task: RawTask, queue: object, how: string): void {
    const place = this.places.get(task);
    if (place !== queue) {
      const where = place === undefined ? "lies in no queue" : `lies in ${nameOfQueue(place)}`;
      this.fail(`"${this.who()}" has ${task.label} ${how} ${nameOfQueue(queue)}, and it ${where}.`, how);
    }
    this.places.delete(task);
  }

  private who(): string {
    return this.execution?.thread.name ?? "";
  }

  private fail(message: string, involved: string): void {
    this.execution?.fail(finding("invariant", message, { invariant: "I8", involved: [involved] }));
  }
}
