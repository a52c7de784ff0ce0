/**
 * Row by row against what the real tokio did (`batch-semaphore.golden.txt`): after each operation its result,
 * the word, what each waiter misses, and which wakers were called how.
 */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Op } from "../../sim/index.ts";
import { Context } from "../future/context.ts";
import { RecordingWaker } from "../future/recording-waker.ts";
import type { Waker } from "../future/waker.ts";
import { mismatches } from "../testing/golden-rows.ts";
import { goldenSections, rowsOf } from "../testing/golden-sections.ts";
import type { Acquire } from "./acquire.ts";
import { BatchSemaphore } from "./batch-semaphore.ts";

const TRIED = { ok: "Ok", closed: "Closed", "no-permits": "NoPermits" } as const;

/** One row's semaphore, its pending futures by number, and the wakers that poll them. */
class Bench {
  private readonly events: string[] = [];
  private readonly pending = new Map<number, Acquire>();
  private readonly wakers = new Map<number, Waker>();
  private readonly semaphore: BatchSemaphore;

  constructor(permits: number) {
    this.semaphore = new BatchSemaphore(permits);
  }

  get word(): number {
    return this.semaphore.permits.value as number;
  }

  *step(op: string): Op<string> {
    this.events.length = 0;
    const [name = "", ...args] = op.split(" ");
    const result = yield* this.perform(name, args.map(Number));
    const missing = [...this.pending].map(([future, { node }]) => `${future}:${node.missing.value}`);
    return [op, result, this.word, missing.join(" "), this.events.join(" ")].join(";");
  }

  *end(): Op<void> {
    for (const future of this.pending.values()) yield* future.drop();
    for (const waker of this.wakers.values()) yield* waker.drop();
  }

  private *perform(name: string, [first = 0, second = 0, third = 0]: readonly number[]): Op<string> {
    const { semaphore } = this;
    switch (name) {
      case "A":
        this.pending.set(first, semaphore.acquire(second));
        return yield* this.poll(first, third);
      case "P":
        return yield* this.poll(first, second);
      case "T":
        return TRIED[yield* semaphore.tryAcquire(first)];
      case "F":
        return `${yield* semaphore.forgetPermits(first)}`;
      case "R":
        yield* semaphore.release(first);
        return "-";
      case "D":
        yield* this.take(first).drop();
        return "-";
      case "C":
        yield* semaphore.close();
        return "-";
      default:
        throw new Error(`the table has an operation "${name}" that its encoding does not explain`);
    }
  }

  private *poll(number: number, waker: number): Op<string> {
    const polled = yield* this.future(number).poll(new Context(this.waker(waker)));
    if (!polled.ready) return "Pending";
    yield* this.take(number).drop();
    return polled.value.ok ? "Ok" : "Closed";
  }

  private future(number: number): Acquire {
    const future = this.pending.get(number);
    if (future === undefined) throw new Error(`the table uses the future ${number}, which is not pending`);
    return future;
  }

  private take(number: number): Acquire {
    const future = this.future(number);
    this.pending.delete(number);
    return future;
  }

  private waker(number: number): Waker {
    const known = this.wakers.get(number);
    if (known !== undefined) return known;
    const waker = new RecordingWaker(`${number}`, { onCall: (call) => this.events.push(`${call}:${number}`) }).waker();
    this.wakers.set(number, waker);
    return waker;
  }
}

function* replay(row: string): Op<string> {
  const [start = "", ...steps] = row.split("|");
  const permits = Number(start.split(";")[0]);
  const bench = new Bench(permits);
  const did = [`${permits};${bench.word}`];
  for (const step of steps) did.push(yield* bench.step(step.split(";")[0] ?? ""));
  yield* bench.end();
  return did.join("|");
}

describe("the batch semaphore against the table of tokio 1.53.1", () => {
  const sections = goldenSections(readFileSync(new URL("batch-semaphore.golden.txt", import.meta.url), "utf8"));
  const rows = rowsOf(sections, "sequences");

  it(`does the same in all ${rows.length} rows of sequences`, () => {
    expect(mismatches(rows, replay)).toEqual([]);
  });
});
