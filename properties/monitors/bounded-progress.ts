/**
 * I11, bounded progress: a task that lies in a queue is taken out within a stated number of turns of the
 * workers who take from that queue; and a worker's turns are interrupted for the driver within a stated
 * number, too.
 *
 * The bounds are generous: they tell a task that waits for its turn from one that is starved.
 */
import type { RawTask, RuntimeEvent } from "../../runtime/index.ts";
import { type Execution, finding, type Listener, type Step } from "../../sim/index.ts";
import { nameOfQueue } from "./label-of.ts";

export interface ProgressBounds {
  /** Turns of a worker until a queued task is taken, for each task that is there when it comes, and itself. */
  readonly turnsPerTask: number;
  /** Turns of a worker until somebody has the driver look for events. */
  readonly turnsPerDriver: number;
}

/** tokio looks at the inject queue every 31 to 127 turns, and at the driver every 61. */
const DEFAULT_BOUNDS: ProgressBounds = { turnsPerTask: 256, turnsPerDriver: 256 };

interface Queue {
  readonly name: string;
  /** The threads that have taken from it. */
  readonly takers: Set<Step["thread"]>;
  /** The turns that its takers have begun. */
  turns: number;
  /** For each task in it the turn after which it is late, in order of coming. */
  readonly late: Map<RawTask, number>;
}

export class BoundedProgress implements Listener {
  private readonly bounds: ProgressBounds;
  private execution: Execution | null = null;
  private readonly queues = new Map<object, Queue>();
  /** By thread, its turns since anybody looked at the driver. */
  private readonly undriven = new Map<Step["thread"], number>();

  constructor(bounds: Partial<ProgressBounds> = {}) {
    this.bounds = { ...DEFAULT_BOUNDS, ...bounds };
  }

  onBegin(execution: Execution): void {
    this.execution = execution;
    this.queues.clear();
    this.undriven.clear();
  }

  onEvent(event: RuntimeEvent): void {
    switch (event.type) {
      case "queue.push":
      case "inject.push":
        this.push(event.queue, event.task);
        return;
      case "queue.pop":
      case "inject.pop":
        this.pop(event.queue, event.task);
        return;
      case "queue.overflow":
        this.of(event.queue).late.delete(event.task);
        return;
      case "queue.steal":
        // A thief comes when it has nothing better to do: nobody can count on it.
        this.of(event.queue).late.delete(event.task);
        if (event.to !== null) this.push(event.to, event.task);
        return;
      case "scheduler.tick":
        this.tick((this.execution as Execution).thread);
        return;
      case "driver.park":
        this.undriven.clear();
    }
  }

  private tick(thread: Step["thread"]): void {
    const turns = (this.undriven.get(thread) ?? 0) + 1;
    this.undriven.set(thread, turns);
    if (turns > this.bounds.turnsPerDriver) {
      this.fail(`"${thread.name}" began ${turns} turns, and nobody looked at the driver.`, "driver starved");
    }
    for (const queue of this.queues.values()) {
      if (!queue.takers.has(thread)) continue;
      queue.turns++;
      const [oldest] = queue.late;
      if (oldest === undefined || queue.turns <= oldest[1]) continue;
      this.fail(`${oldest[0].label} lies in ${queue.name}, and its workers do not come to it.`, "task starved");
    }
  }

  private push(at: object, task: RawTask): void {
    const queue = this.of(at);
    queue.late.set(task, queue.turns + this.bounds.turnsPerTask * (queue.late.size + 1));
  }

  private pop(at: object, task: RawTask): void {
    const queue = this.of(at);
    queue.takers.add((this.execution as Execution).thread);
    queue.late.delete(task);
  }

  private of(at: object): Queue {
    let queue = this.queues.get(at);
    if (queue === undefined) {
      queue = { name: nameOfQueue(at), takers: new Set(), turns: 0, late: new Map() };
      this.queues.set(at, queue);
    }
    return queue;
  }

  private fail(message: string, involved: string): void {
    this.execution?.fail(finding("invariant", message, { invariant: "I11", involved: [involved] }));
  }
}
