import { describe, expect, it } from "vitest";
import { type HasIdle, Idle } from "../../runtime/index.ts";
import { Mutex, type Op, park } from "../../sim/index.ts";
import { claim, type OneTask, runToTheEnd, withTask } from "../testing/one-task.ts";
import { IdleAccounting } from "./idle-accounting.ts";

const POOL = {};
const QUEUE = { label: "inject" };

const stuck = (story: (one: OneTask) => void) =>
  withTask(
    () => new IdleAccounting(),
    function* (one) {
      story(one);
      yield* park();
    },
  );

const worker = (type: "worker.park" | "worker.unpark" | "worker.searching" | "worker.shutdown", index: number) =>
  claim({ type, worker: { index }, pool: POOL });

describe("I12, idle accounting", () => {
  it("is broken by a task in a queue while all workers sleep", () => {
    const finding = stuck(({ raw: task }) => {
      worker("worker.park", 0);
      claim({ type: "inject.push", queue: QUEUE, task });
      worker("worker.park", 1);
    });
    expect(finding).toMatchObject({ kind: "invariant", invariant: "I12" });
    expect(finding?.message).toBe("task lies in inject, and all 2 workers sleep.");
  });

  it("does not count workers that have ended", () => {
    const finding = stuck(({ raw: task }) => {
      worker("worker.park", 0);
      worker("worker.park", 1);
      worker("worker.unpark", 1);
      worker("worker.shutdown", 1);
      claim({ type: "queue.push", queue: QUEUE, task });
    });
    expect(finding?.message).toBe("task lies in inject, and the only worker sleeps.");
  });

  it("says nothing where a worker is awake and hangs, or where the queues are empty", () => {
    const hangs = stuck(({ raw: task }) => {
      worker("worker.park", 0);
      worker("worker.searching", 1);
      claim({ type: "queue.push", queue: QUEUE, task });
    });
    expect(hangs?.invariant).toBeNull();
    const empty = stuck(({ raw: task }) => {
      worker("worker.park", 0);
      claim({ type: "queue.push", queue: QUEUE, task });
      claim({ type: "queue.pop", queue: QUEUE, task });
    });
    expect(empty?.invariant).toBeNull();
  });
});

describe("I12, the word of the idle workers", () => {
  const change = (change: (idle: Idle, synced: Mutex<HasIdle>) => Op<void>) =>
    withTask(
      () => new IdleAccounting(),
      function* (one) {
        yield* runToTheEnd(one);
        const { idle, synced } = Idle.new(2);
        yield* change(idle, new Mutex<HasIdle>({ idle: synced }, "synced"));
      },
    );

  it("is broken by a word that counts a sleeping worker as unparked", () => {
    const finding = change(function* (idle, synced) {
      yield* idle.transitionWorkerToParked(synced, 0, false);
      yield* idle.state.word.fetchAdd(1 << 16, "SeqCst");
      claim({ type: "idle.change", idle });
    });
    expect(finding).toMatchObject({ kind: "invariant", invariant: "I12" });
    expect(finding?.message).toBe("2 workers counted as unparked, while 1 of 2 are.");
  });

  it("is broken by a search that begins twice and ends once", () => {
    const finding = change(function* (idle, synced) {
      for (let i = 0; i < 3; i++) yield* idle.state.incNumSearching();
      yield* idle.transitionWorkerToParked(synced, 0, true);
    });
    expect(finding?.message).toBe("2 workers counted as searching, while 1 are unparked.");
  });

  it("is broken by a searcher that is counted while all workers sleep", () => {
    const finding = change(function* (idle, synced) {
      yield* idle.state.incNumSearching();
      const pool = { idle };
      for (const index of [0, 1]) {
        claim({ type: "worker.park", worker: { index }, pool });
      }
      yield* (yield* synced.lock()).drop();
      yield* park();
    });
    expect(finding?.message).toBe("1 counted as searching, and all 2 workers sleep.");
  });

  it("holds while workers sleep, are woken and search", () => {
    const finding = change(function* (idle, synced) {
      yield* idle.transitionWorkerToSearching();
      yield* idle.transitionWorkerToParked(synced, 1, true);
      yield* idle.workerToNotify(synced);
      yield* idle.transitionWorkerFromSearching();
    });
    expect(finding).toBeNull();
  });
});
