import { describe, expect, it } from "vitest";
import { Arc, type RawPtr, spawn } from "../../../sim/index.ts";
import type { Context } from "../context.ts";
import { PENDING, ready } from "../poll.ts";
import { pollFn } from "../poll-fn.ts";
import { readyFuture } from "../ready.ts";
import { RecordingWaker } from "../recording-waker.ts";
import { Manual, pollOnce } from "../testing/drive.ts";
import { runClean, verdicts } from "../testing/run.ts";
import type { Waker } from "../waker.ts";
import { FuturesUnordered } from "./futures-unordered.ts";
import { Node } from "./node.ts";
import { ReadyQueue } from "./ready-queue.ts";

describe("FuturesUnordered", () => {
  it("hands out the outputs as they come, and null when it is empty", () => {
    runClean(function* () {
      const set = new FuturesUnordered<number>();
      const late = new Manual<number>("late");
      yield* set.push(late);
      yield* set.push(readyFuture(2));
      expect(yield* pollOnce(set.next())).toEqual(ready({ value: 2 }));
      expect(set.length).toBe(1);
      yield* set.drop();
      const empty = new FuturesUnordered<number>();
      expect(yield* pollOnce(empty.next())).toEqual(ready(null));
      yield* empty.drop();
    });
  });

  it("polls a future again only when that was woken itself", () => {
    runClean(function* () {
      const set = new FuturesUnordered<void>();
      const wakers: Waker[] = [];
      const polls = [0, 0];
      for (const i of [0, 1]) {
        yield* set.push(
          pollFn(function* (cx) {
            polls[i] = (polls[i] ?? 0) + 1;
            if (wakers[i] === undefined) wakers[i] = yield* cx.waker.clone();
            return PENDING;
          }),
        );
      }
      const task = new RecordingWaker("task");
      yield* pollOnce(set.next(), task);
      const before = task.wakes;
      yield* (wakers[1] as Waker).wakeByRef();
      expect(task.wakes - before).toBe(1);
      yield* pollOnce(set.next(), task);
      expect(polls).toEqual([1, 2]);
      for (const waker of wakers) yield* waker.drop();
      yield* set.drop();
    });
  });

  it("lets its task go first after two futures that woke themselves", () => {
    runClean(function* () {
      const set = new FuturesUnordered<void>();
      let polls = 0;
      const wakesItself = function* (cx: Context) {
        polls++;
        yield* cx.waker.wakeByRef();
        return PENDING;
      };
      for (let i = 0; i < 4; i++) yield* set.push(pollFn(wakesItself));
      const task = new RecordingWaker("task");
      expect(yield* pollOnce(set.next(), task)).toBe(PENDING);
      expect(polls).toBe(2);
      expect(task.wakes).toBeGreaterThan(0);
      yield* set.drop();
    });
  });

  it("drops all futures when it is dropped, those that were never polled too", () => {
    const log: string[] = [];
    runClean(function* () {
      const set = new FuturesUnordered<void>();
      yield* set.push(new Manual("a", log));
      yield* set.push(new Manual("b", log));
      yield* set.drop();
    });
    expect(log).toEqual(["drop b", "drop a"]);
  });

  it("may be used again after it was cleared", () => {
    runClean(function* () {
      const set = new FuturesUnordered<number>();
      yield* set.push(new Manual("a"));
      yield* set.clear();
      yield* set.push(readyFuture(1));
      expect(yield* pollOnce(set.next())).toEqual(ready({ value: 1 }));
      yield* set.drop();
    });
  });

  it("outlives its wakers, or they outlive it", () => {
    const kinds = verdicts(function* () {
      const set = new FuturesUnordered<void>();
      let kept: Waker | null = null;
      yield* set.push(
        pollFn(function* (cx) {
          kept ??= yield* cx.waker.clone();
          return PENDING;
        }),
      );
      yield* pollOnce(set.next());
      const other = yield* spawn(() => (kept as unknown as Waker).wake(), "other");
      yield* set.drop();
      yield* other.join();
    });
    expect(kinds).toEqual(["clean"]);
  });
});

describe("the ready queue", () => {
  it("is first in, first out, and is told apart from one that is cut in two", () => {
    const seen = new Set<string>();
    const kinds = verdicts(function* () {
      const queue = new ReadyQueue<void>("ready");
      const nodes = ["first", "second"].map((name) => new Arc(new Node<void>(null, null, name), name).intoRaw());
      const [first, second] = nodes as [RawPtr<Node<void>>, RawPtr<Node<void>>];
      yield* queue.enqueue(first);
      const pusher = yield* spawn(() => queue.enqueue(second), "pusher");
      const got: RawPtr<Node<void>>[] = [];
      while (got.length < nodes.length) {
        const next = yield* queue.dequeue();
        if (typeof next === "string") {
          seen.add(next);
          yield* pusher.join();
        } else got.push(next);
      }
      expect(got).toEqual([first, second]);
      expect(yield* queue.dequeue()).toBe("empty");
      for (const node of got) yield* Arc.decrementStrongCount(node);
      yield* queue.drop();
    });
    expect(kinds).toEqual(["clean"]);
    expect(seen).toEqual(new Set(["empty", "inconsistent"]));
  });
});
