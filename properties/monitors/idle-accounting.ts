/**
 * I12, idle accounting: the idle workers' word counts as unparked those that are not on the list of
 * sleepers, and of them as searching no more than there are; it counts no searcher when all workers sleep,
 * or nobody would ever wake one. And when nobody can go on, no task lies in a queue while all sleep.
 */
import type { Idle, RawTask, RuntimeEvent } from "../../runtime/index.ts";
import { type Execution, finding, type Listener } from "../../sim/index.ts";
import { nameOfQueue } from "./label-of.ts";

type Worked = Extract<RuntimeEvent, { pool: object; worker: object }>;

interface Pool {
  /** The workers that have not ended, and those that sleep, by index. */
  readonly known: Set<number>;
  readonly asleep: Set<number>;
}

export class IdleAccounting implements Listener {
  private execution: Execution | null = null;
  private readonly pools = new Map<object, Pool>();
  private readonly places = new Map<RawTask, object>();

  onBegin(execution: Execution): void {
    this.execution = execution;
    this.pools.clear();
    this.places.clear();
  }

  onEvent(event: RuntimeEvent): void {
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
      case "idle.change":
        this.changed(event.idle as Idle);
        return;
      case "queue.push":
      case "inject.push":
        this.places.set(event.task, event.queue);
        return;
      case "queue.steal":
      case "queue.pop":
      case "queue.overflow":
      case "inject.pop":
        this.places.delete(event.task);
        if (event.type === "queue.steal" && event.to !== null) this.places.set(event.task, event.to);
    }
  }

  onStuck(): void {
    for (const [pool, { known, asleep }] of this.pools) {
      if (asleep.size === 0 || asleep.size < known.size) continue;
      const who = asleep.size === 1 ? "the only worker sleeps" : `all ${asleep.size} workers sleep`;
      const searching = "idle" in pool ? searchingIn(this.wordOf(pool.idle as Idle)) : 0;
      if (searching > 0) this.fail(`${searching} counted as searching, and ${who}.`, ["searching", "all asleep"]);
      const [queued] = this.places;
      if (queued === undefined) continue;
      this.fail(`${queued[0].label} lies in ${nameOfQueue(queued[1])}, and ${who}.`, ["queued", "all asleep"]);
    }
  }

  /** The word and the list of sleepers have just been made to agree. */
  private changed(idle: Idle): void {
    const word = this.wordOf(idle);
    const unparked = unparkedIn(word);
    const searching = searchingIn(word);
    const sleepers = idle.peekSleepers();
    const awake = idle.workers - sleepers.length;
    if (unparked !== awake) {
      this.fail(`${unparked} workers counted as unparked, while ${awake} of ${idle.workers} are.`, ["unparked"]);
    } else if (searching > awake) {
      this.fail(`${searching} workers counted as searching, while ${awake} are unparked.`, ["searching"]);
    } else if (hasTwice(sleepers)) {
      this.fail(`a worker is twice among the sleepers ${sleepers.join(", ")}.`, ["sleepers"]);
    }
  }

  private wordOf({ state }: Idle): number {
    return this.execution?.memory.latest(state.word) as number; // of an AtomicUsize
  }

  private pool({ pool, worker }: Worked): Pool {
    let found = this.pools.get(pool);
    if (found === undefined) {
      found = { known: new Set(), asleep: new Set() };
      this.pools.set(pool, found);
    }
    found.known.add(worker.index);
    return found;
  }

  private fail(message: string, involved: readonly string[]): void {
    this.execution?.fail(finding("invariant", message, { invariant: "I12", involved }));
  }
}

function unparkedIn(word: number): number {
  return word >>> 16;
}

function searchingIn(word: number): number {
  return word & 0xffff;
}

function hasTwice(sleepers: readonly number[]): boolean {
  return sleepers.some((each, i) => sleepers.indexOf(each) < i);
}
