/**
 * I12, idle accounting: what the idle workers' word counts as unparked and searching are the workers that
 * are; and when nobody can go on, no task lies in a queue while all the workers sleep.
 */
import type { RawTask } from "../../runtime/index.ts";
import { type Execution, finding, type Listener } from "../../sim/index.ts";
import { nameOfQueue, type QueueEvent } from "./queued-tasks.ts";

interface WorkerEvent {
  readonly type: "worker.park" | "worker.unpark" | "worker.searching" | "worker.searched" | "worker.shutdown";
  readonly worker: { readonly index: number };
  readonly pool: object;
}

interface Pool {
  /** The workers that have not ended, and those that sleep, by index. */
  readonly known: Set<number>;
  readonly asleep: Set<number>;
}

export class IdleAccounting implements Listener {
  private readonly pools = new Map<object, Pool>();
  private readonly places = new Map<RawTask, object>();

  onBegin(): void {
    this.pools.clear();
    this.places.clear();
  }

  onEvent(event: WorkerEvent | QueueEvent): void {
    switch (event.type) {
      case "worker.park":
        this.pool(event).asleep.add(event.worker.index);
        return;
      case "worker.unpark":
      case "worker.searching":
      case "worker.searched":
        this.pool(event).asleep.delete(event.worker.index);
        return;
      case "worker.shutdown":
        this.pool(event).known.delete(event.worker.index);
        return;
      case "queue.push":
      case "inject.push":
        this.places.set(event.task, event.queue);
        return;
      case "queue.steal":
        this.places.set(event.task, event.to);
        return;
      case "queue.pop":
      case "queue.overflow":
      case "inject.pop":
        this.places.delete(event.task);
    }
  }

  onStuck(execution: Execution): void {
    const [queued] = this.places;
    if (queued === undefined) return;
    const [task, queue] = queued;
    for (const { known, asleep } of this.pools.values()) {
      if (asleep.size === 0 || asleep.size < known.size) continue;
      const who = asleep.size === 1 ? "the only worker sleeps" : `all ${asleep.size} workers sleep`;
      execution.fail(
        finding("invariant", `${task.label} lies in ${nameOfQueue(queue)}, and ${who}.`, {
          invariant: "I12",
          involved: ["queued", "all asleep"],
        }),
      );
      return;
    }
  }

  private pool({ pool, worker }: WorkerEvent): Pool {
    let found = this.pools.get(pool);
    if (found === undefined) {
      found = { known: new Set(), asleep: new Set() };
      this.pools.set(pool, found);
    }
    found.known.add(worker.index);
    return found;
  }
}
