/**
 * Row by row against what the real tokio did (`queue.golden.txt`): pushes that overflow, batches, steals,
 * long sequences of all of them, and what happens while a thief is between its two exchanges.
 */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { catchUnwind, type Op } from "../../../sim/index.ts";
import type { JoinHandle } from "../../task/join.ts";
import { newTask } from "../../task/new-task.ts";
import type { Notified, Task } from "../../task/notified.ts";
import { FifoScheduler } from "../../task/testing/fifo-scheduler.ts";
import { Probe } from "../../task/testing/futures.ts";
import { mismatches } from "../../testing/golden-rows.ts";
import { goldenSections, rowsOf } from "../../testing/golden-sections.ts";
import { pack, realOf, stealOf, wrap } from "./cursors.ts";
import { LOCAL_QUEUE_CAPACITY, type Local, localQueue, type Overflow, type Steal } from "./queue.ts";

const sections = goldenSections(readFileSync(new URL("queue.golden.txt", import.meta.url), "utf8"));

/** `0-127,130`; `-` for none. */
function runs(ids: readonly number[]): string {
  const parts: [first: number, last: number][] = [];
  for (const id of ids) {
    const part = parts.at(-1);
    if (part !== undefined && part[1] + 1 === id) part[1] = id;
    else parts.push([id, id]);
  }
  return parts.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(",") || "-";
}

/** Tasks by number. The queues only pass them on, so all rows share them. */
class Tasks {
  private readonly byId: Notified[] = [];
  /** The references to them that no queue has. */
  private readonly others: (Task | JoinHandle<void>)[] = [];
  private readonly ids = new Map<Notified, number>();

  get(id: number): Notified {
    for (let next = this.byId.length; next <= id; next++) {
      const { notified, task, join } = newTask(new Probe<void>({}), new FifoScheduler());
      this.others.push(task, join);
      this.byId.push(notified);
      this.ids.set(notified, next);
    }
    return this.byId[id] as Notified; // just made
  }

  range(first: number, count: number): Notified[] {
    return Array.from({ length: count }, (_, i) => this.get(first + i));
  }

  id(task: Notified): number {
    return this.ids.get(task) ?? Number.NaN;
  }

  list(tasks: readonly Notified[]): string {
    return runs(tasks.map((task) => this.id(task)));
  }

  /** None was ever run. */
  *drop(): Op<void> {
    for (const reference of [...this.byId, ...this.others]) yield* reference.drop();
  }
}

class Recorder implements Overflow {
  readonly calls: string[] = [];
  private readonly tasks: Tasks;

  constructor(tasks: Tasks) {
    this.tasks = tasks;
  }

  *push(task: Notified): Op<void> {
    this.calls.push(`push:${this.tasks.id(task)}`);
  }

  *pushBatch(tasks: readonly Notified[]): Op<void> {
    this.calls.push(`push_batch:${this.tasks.list(tasks)}`);
  }
}

interface Queue {
  readonly steal: Steal;
  readonly local: Local;
}

/** The state in the table's words; what it leaves out must follow from the rest. */
function* stateOf({ local }: Queue): Op<string> {
  const head = yield* local.inner.head.load("Relaxed");
  const tail = yield* local.inner.tail.load("Relaxed");
  const [steal, real] = [stealOf(head), realOf(head)];
  expect(yield* local.len()).toBe(wrap(tail - real));
  expect(yield* local.remainingSlots()).toBe(local.maxCapacity - wrap(tail - steal));
  return steal === real ? `${real} ${tail}` : `${steal} ${real} ${tail}`;
}

function* drain(local: Local): Op<Notified[]> {
  const tasks: Notified[] = [];
  for (let task = yield* local.pop(); task !== null; task = yield* local.pop()) tasks.push(task);
  return tasks;
}

/** One row's queues, and the fresh ids that its pushes take. */
class Bench {
  protected readonly tasks: Tasks;
  protected readonly recorder: Recorder;
  private nextId = 0;

  constructor(tasks: Tasks) {
    this.tasks = tasks;
    this.recorder = new Recorder(tasks);
  }

  /** The overflows since the last call. */
  overflow(): string {
    return this.recorder.calls.splice(0).join(" ");
  }

  *push(local: Local, count: number): Op<string> {
    for (let i = 0; i < count; i++) yield* local.pushBackOrOverflow(this.tasks.get(this.nextId++), this.recorder);
    return "-";
  }

  *pushBatch(local: Local, count: number): Op<string> {
    yield* local.pushBack(this.tasks.range(this.nextId, count));
    this.nextId += count;
    return "-";
  }

  *pop(local: Local, count: number): Op<string> {
    const popped: Notified[] = [];
    let none = 0;
    for (let i = 0; i < count; i++) {
      const task = yield* local.pop();
      if (task === null) none++;
      else popped.push(task);
    }
    return `${this.tasks.list(popped)} none:${none}`;
  }
}

function* pushOverflowRow(row: string, tasks: Tasks): Op<string> {
  const [start = "", pushes = "", events = ""] = row.split(";");
  const selected = new Set(events.split("|").map((event) => Number(event.split("/")[0])));
  const queue = localQueue({ start: Number(start) });
  const bench = new Bench(tasks);
  const seen: string[] = [];
  for (let id = 0; id < Number(pushes); id++) {
    yield* bench.push(queue.local, 1);
    const overflow = bench.overflow();
    if (overflow !== "" || selected.has(id)) seen.push(`${id}/${overflow}/${yield* stateOf(queue)}`);
  }
  return [start, pushes, seen.join("|"), tasks.list(yield* drain(queue.local))].join(";");
}

function* pushBackBatchRow(row: string, tasks: Tasks): Op<string> {
  const [before = "", pushed = ""] = row.split(";");
  const queue = localQueue();
  yield* queue.local.pushBack(tasks.range(0, Number(before)));
  const caught = yield* catchUnwind(() => queue.local.pushBack(tasks.range(Number(before), Number(pushed))));
  const result = caught.ok ? "ok" : `panic: ${caught.panic.payload}`;
  return [before, pushed, result, yield* stateOf(queue)].join(";");
}

function* stealRow(row: string, tasks: Tasks): Op<string> {
  const [setup = ""] = row.split(";");
  const [fromCount = 0, toCount = 0, fromStart = 0, toStart = 0] = setup.split(" ").map(Number);
  const [from, to] = [localQueue({ start: fromStart }), localQueue({ start: toStart })];
  yield* from.local.pushBack(tasks.range(0, fromCount));
  yield* to.local.pushBack(tasks.range(1000, toCount));
  const stolen = yield* from.steal.stealInto(to.local);
  const states = [yield* stateOf(from), yield* stateOf(to)];
  const left = [tasks.list(yield* drain(from.local)), tasks.list(yield* drain(to.local))];
  return [setup, stolen === null ? "-" : tasks.id(stolen), ...states, ...left].join(";");
}

class SequenceBench extends Bench {
  private readonly queues: readonly Queue[];

  constructor(tasks: Tasks, start: number) {
    super(tasks);
    this.queues = [localQueue({ start }), localQueue({ start })];
  }

  *step(op: string): Op<string> {
    const [name, first = "", second = ""] = op.split(" ");
    const result = yield* this.call(name, this.queue(first), second);
    const states = [yield* stateOf(this.queue("0")), yield* stateOf(this.queue("1"))];
    return `${op}/${result}/${this.overflow()}/${states.join(",")}`;
  }

  *end(): Op<string> {
    const left = [yield* drain(this.queue("0").local), yield* drain(this.queue("1").local)];
    return left.map((tasks) => this.tasks.list(tasks)).join(" ");
  }

  private *call(name: string | undefined, { local, steal }: Queue, second: string): Op<string> {
    if (name === "push") return yield* this.push(local, Number(second));
    if (name === "push_back_batch") return yield* this.pushBatch(local, Number(second));
    if (name === "pop") return yield* this.pop(local, Number(second));
    if (name !== "steal") throw new Error(`the table has an op "${name}" that is not called here`);
    const task = yield* steal.stealInto(this.queue(second).local);
    return task === null ? "-" : `${this.tasks.id(task)}`;
  }

  private queue(index: string): Queue {
    return this.queues[Number(index)] as Queue; // 0 or 1
  }
}

function* sequenceRow(row: string, tasks: Tasks): Op<string> {
  const [start = "", steps = ""] = row.split(";");
  const bench = new SequenceBench(tasks, Number(start));
  const did: string[] = [];
  for (const step of steps.split("|")) did.push(yield* bench.step(step.split("/")[0] ?? ""));
  return [start, did.join("|"), yield* bench.end()].join(";");
}

/** `claim` and `finish` are a thief's two exchanges, made by hand as in the table, to stop in between. */
class MidStealBench extends Bench {
  private readonly queue: Queue;
  private claimed: { readonly first: number; readonly count: number } | null = null;

  constructor(tasks: Tasks, start: number) {
    super(tasks);
    this.queue = localQueue({ start });
  }

  *step(op: string): Op<string> {
    const result = yield* this.call(op);
    return `${op}/${result}/${this.overflow()}/${yield* stateOf(this.queue)}`;
  }

  private *call(op: string): Op<string> {
    const [name, count] = op.split(" ");
    const { local } = this.queue;
    if (name === "push") return yield* this.push(local, Number(count));
    if (name === "pop") return yield* this.pop(local, Number(count));
    if (name === "claim") return yield* this.claim(local);
    if (name === "finish") return yield* this.finish(local);
    if (name === "steal") return yield* this.steal();
    throw new Error(`the table has an op "${name}" that is not called here`);
  }

  private *claim({ inner }: Local): Op<string> {
    const head = yield* inner.head.load("Acquire");
    const [steal, first] = [stealOf(head), realOf(head)];
    const available = wrap((yield* inner.tail.load("Acquire")) - first);
    const count = available - Math.floor(available / 2);
    if (steal !== first || count === 0) return "-";
    yield* inner.head.store(pack(steal, wrap(first + count)), "Release");
    this.claimed = { first, count };
    return `${count}`;
  }

  private *finish({ inner }: Local): Op<string> {
    const { first, count } = this.claimed ?? { first: 0, count: 0 };
    const taken: Notified[] = [];
    for (let i = 0; i < count; i++) taken.push(yield* inner.read(wrap(first + i)));
    const real = realOf(yield* inner.head.load("Acquire"));
    yield* inner.head.store(pack(real, real), "Release");
    return `[${this.tasks.list(taken)}]`;
  }

  private *steal(): Op<string> {
    const { local } = localQueue();
    const task = yield* this.queue.steal.stealInto(local);
    if (task === null) return "[-]";
    // The table has the one that is given back by itself, the runs begin after it.
    const rest = yield* drain(local);
    const list = this.tasks.list([task]);
    return rest.length === 0 ? `[${list}]` : `[${list},${this.tasks.list(rest)}]`;
  }
}

function* midStealRow(row: string, tasks: Tasks): Op<string> {
  const [start = "", steps = ""] = row.split(";");
  const bench = new MidStealBench(tasks, Number(start));
  const did: string[] = [];
  for (const step of steps.split("|")) did.push(yield* bench.step(step.split("/")[0] ?? ""));
  return [start, did.join("|")].join(";");
}

type Replay = (row: string, tasks: Tasks) => Op<string>;

describe("the run queue against the table of tokio 1.53.1", () => {
  const replays: Readonly<Record<string, Replay>> = {
    pushOverflow: pushOverflowRow,
    pushBackBatch: pushBackBatchRow,
    steal: stealRow,
    sequences: sequenceRow,
    midSteal: midStealRow,
  };

  it("is asked about every section of the table", () => {
    expect([...sections.keys()].sort()).toEqual(["constants", ...Object.keys(replays)].sort());
  });

  it("has the constants of the table, in all 3 rows of constants", () => {
    expect(rowsOf(sections, "constants")).toEqual([
      `LOCAL_QUEUE_CAPACITY ${LOCAL_QUEUE_CAPACITY}`,
      `MASK ${LOCAL_QUEUE_CAPACITY - 1}`,
      `indexBits ${Math.log2(wrap(-1) + 1)}`,
    ]);
  });

  for (const [title, replay] of Object.entries(replays)) {
    const rows = rowsOf(sections, title);
    it(`does the same in all ${rows.length} rows of ${title}`, () => {
      const tasks = new Tasks();
      const dropTasks = () => tasks.drop();
      expect(mismatches(rows, (row) => replay(row, tasks), dropTasks)).toEqual([]);
    });
  }
});
