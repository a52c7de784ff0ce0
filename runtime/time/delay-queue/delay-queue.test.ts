import { describe, expect, it } from "vitest";
import { type Op, Owned } from "../../../sim/index.ts";
import { wait } from "../../future/async.ts";
import { Context } from "../../future/context.ts";
import { RecordingWaker } from "../../future/recording-waker.ts";
import { pollOnce } from "../../future/testing/drive.ts";
import { runOnce } from "../../future/testing/run.ts";
import { instantNow } from "../now.ts";
import { advance } from "../pause.ts";
import { MS, nowMs, onPausedRuntime, runPaused } from "../testing/on-runtime.ts";
import { DelayQueue } from "./delay-queue.ts";

/** What comes out until nothing is left: value and ms since `startMs`. */
function* drain<T>(queue: DelayQueue<T>, startMs: number): Op<(readonly [T, number])[]> {
  const out: (readonly [T, number])[] = [];
  for (let next = yield* wait(queue.next()); next !== null; next = yield* wait(queue.next())) {
    out.push([next.value, nowMs() - startMs]);
  }
  return out;
}

/** A model in which a queue is pending with one item, and `change` is made to it: whether that wakes. */
function wakesAfter(
  items: readonly number[],
  change: (queue: DelayQueue<number>, keys: readonly number[]) => Op<void>,
) {
  let wakes = 0;
  onPausedRuntime(function* () {
    const queue = new DelayQueue<number>();
    const keys: number[] = [];
    for (const ms of items) keys.push(yield* queue.insert(ms, ms * MS));
    const recording = new RecordingWaker("task");
    expect((yield* pollOnce(queue.next(), recording)).ready).toBe(false);
    yield* change(queue, keys);
    wakes = recording.calls.filter((call) => call.startsWith("wake")).length;
    yield* queue.drop();
  });
  return wakes;
}

describe("DelayQueue", () => {
  it("gives out items when they are due, in that order", () => {
    onPausedRuntime(function* () {
      const start = nowMs();
      const queue = new DelayQueue<string>();
      for (const [name, ms] of [
        ["third", 300],
        ["first", 1],
        ["second", 70],
        ["last", 400_000],
      ] as const) {
        yield* queue.insert(name, ms * MS);
      }
      expect(yield* drain(queue, start)).toEqual([
        ["first", 1],
        ["second", 70],
        ["third", 300],
        ["last", 400_000],
      ]);
      yield* queue.drop();
    });
  });

  it("says at which moment an item was due, rounded up to ms", () => {
    onPausedRuntime(function* () {
      const start = instantNow();
      const queue = new DelayQueue<string>();
      const key = yield* queue.insert("item", 1.5 * MS);
      expect(queue.deadline(key)).toBe(start + 2 * MS);
      expect(yield* wait(queue.next())).toEqual({ key, value: "item", deadline: start + 2 * MS });
      yield* queue.drop();
    });
  });

  it("gives out at once what is due at once, the last one first", () => {
    onPausedRuntime(function* () {
      const queue = new DelayQueue<string>();
      yield* queue.insert("a", 0);
      yield* queue.insertAt("b", 0);
      const start = nowMs();
      expect(yield* drain(queue, start)).toEqual([
        ["b", 0],
        ["a", 0],
      ]);
      yield* queue.drop();
    });
  });

  it("moves items to earlier and to later", () => {
    onPausedRuntime(function* () {
      const start = nowMs();
      const queue = new DelayQueue<string>();
      const a = yield* queue.insert("a", 100 * MS);
      const b = yield* queue.insert("b", 50 * MS);
      yield* queue.reset(b, 5_000 * MS);
      yield* queue.reset(a, 10 * MS);
      expect(queue.peek()).toBe(a);
      expect(yield* drain(queue, start)).toEqual([
        ["a", 10],
        ["b", 5_000],
      ]);
      yield* queue.drop();
    });
  });

  it("takes items out, wherever they lie", () => {
    onPausedRuntime(function* () {
      const start = nowMs();
      const queue = new DelayQueue<string>();
      const near = yield* queue.insert("near", 10 * MS);
      const due = yield* queue.insert("due", 0);
      yield* queue.insert("stays", 20 * MS);
      expect((yield* queue.remove(near)).value).toBe("near");
      expect((yield* queue.tryRemove(due))?.value).toBe("due");
      expect(yield* queue.tryRemove(due)).toBeNull();
      expect(yield* drain(queue, start)).toEqual([["stays", 20]]);
      yield* queue.drop();
    });
  });

  it("gives out what is due together though it is looked at late", () => {
    onPausedRuntime(function* () {
      const queue = new DelayQueue<number>();
      for (const ms of [64, 65, 4_096, 64, 4_200]) yield* queue.insert(ms, ms * MS);
      yield* wait(advance(5_000 * MS));
      const start = nowMs();
      const values = (yield* drain(queue, start)).map(([value]) => value);
      expect(values).toEqual([64, 64, 65, 4_096, 4_200]);
      expect(nowMs()).toBe(start);
      yield* queue.drop();
    });
  });

  it.each<[string, readonly number[], (queue: DelayQueue<number>, keys: readonly number[]) => Op<unknown>]>([
    ["a nearer item comes in", [10], (queue) => queue.insert(1, 1 * MS)],
    ["an item that is due comes in", [10], (queue) => queue.insert(0, 0)],
    ["its last item is taken out", [10], (queue, [key = 0]) => queue.remove(key)],
    ["it is cleared", [10, 20], (queue) => queue.clear()],
    ["an item is moved to where it is due", [10, 20], (queue, [, key = 0]) => queue.reset(key, 0)],
    ["its only item is moved to where it is due", [10], (queue, [key = 0]) => queue.reset(key, 0)],
  ])("wakes who waits when %s", (_, items, change) => {
    const wakes = wakesAfter(items, function* (queue, keys) {
      yield* change(queue, keys);
    });
    expect(wakes).toBeGreaterThan(0);
  });

  it("does not wake for what comes later", () => {
    const wakes = wakesAfter([10, 30], function* (queue, [, later = 0]) {
      yield* queue.insert(20, 20 * MS);
      yield* queue.reset(later, 40 * MS);
      yield* queue.remove(later);
    });
    expect(wakes).toBe(0);
  });

  it("is good for more once it was empty", () => {
    onPausedRuntime(function* () {
      const queue = new DelayQueue<string>();
      expect(yield* wait(queue.next())).toBeNull();
      yield* queue.insert("a", 10 * MS);
      yield* wait(queue.next());
      yield* queue.insert("b", 10 * MS);
      yield* queue.clear();
      expect(queue.isEmpty).toBe(true);
      const start = nowMs();
      yield* queue.insert("c", 10 * MS);
      expect(yield* drain(queue, start)).toEqual([["c", 10]]);
      yield* queue.drop();
    });
  });

  it("has memory for what it holds, gives it back, and keeps keys good when it moves items", () => {
    onPausedRuntime(function* () {
      const queue = new DelayQueue<string>({ capacity: 10 });
      const keys: number[] = [];
      for (const name of ["a", "b", "c"]) keys.push(yield* queue.insert(name, 10 * MS));
      const [a = -1, b = -1, c = -1] = keys;
      yield* queue.remove(b);
      yield* queue.shrinkToFit();
      expect([queue.length, queue.capacity]).toEqual([2, 3]);
      yield* queue.compact();
      expect(queue.capacity).toBe(2);
      const d = yield* queue.insert("d", 10 * MS);
      expect([a, c]).not.toContain(d);
      expect((yield* queue.remove(c)).value).toBe("c");
      expect((yield* queue.remove(d)).value).toBe("d");
      yield* queue.reserve(5);
      expect(queue.capacity).toBeGreaterThanOrEqual(6);
      yield* queue.drop();
    });
  });

  it("drops what it holds, when it is cleared or dropped", () => {
    const dropped: string[] = [];
    class Item extends Owned {
      readonly sort = "item";
      *drop(): Op<void> {
        this.consume("dropped");
        dropped.push(this.label);
      }
    }
    onPausedRuntime(function* () {
      const queue = new DelayQueue<Item>();
      yield* queue.insert(new Item("a"), 10 * MS);
      yield* queue.insert(new Item("b"), 0);
      yield* queue.clear();
      yield* queue.insert(new Item("c"), 10 * MS);
      yield* queue.drop();
    });
    expect(dropped).toEqual(["a", "b", "c"]);
  });

  it("keeps the waker of whoever polled last", () => {
    onPausedRuntime(function* () {
      const queue = new DelayQueue<string>();
      const key = yield* queue.insert("a", 10 * MS);
      const [first, last] = [new RecordingWaker("first"), new RecordingWaker("last")];
      for (const recording of [first, last]) {
        const waker = recording.waker();
        yield* queue.pollExpired(new Context(waker));
        yield* waker.drop();
      }
      yield* queue.remove(key);
      expect(last.calls.some((call) => call.startsWith("wake"))).toBe(true);
      expect(first.calls.some((call) => call.startsWith("wake"))).toBe(false);
      yield* queue.drop();
    });
  });

  it("panics for a key that names nothing, or an item that is too far away", () => {
    const panics = (misuse: (queue: DelayQueue<string>) => Op<unknown>) =>
      runOnce(() =>
        runPaused(function* () {
          const queue = new DelayQueue<string>();
          const key = yield* queue.insert("a", 10 * MS);
          yield* queue.remove(key);
          yield* misuse(queue);
          yield* queue.drop();
        }),
      )?.message;
    expect(panics((queue) => queue.remove(0))).toContain("invalid key");
    expect(panics((queue) => queue.reset(0, 5 * MS))).toContain("invalid key");
    expect(panics((queue) => queue.insert("far", 2 ** 36 * MS))).toContain("invalid deadline; err=Invalid");
  });
});
