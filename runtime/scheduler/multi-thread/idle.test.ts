import { describe, expect, it } from "vitest";
import { Execution, Mutex, type Op } from "../../../sim/index.ts";
import { type HasIdle, Idle } from "./idle.ts";
import { numSearching, numUnparked } from "./idle-state.ts";

/** Runs `body` on the idle workers of a pool, and on their lock; throws where there was a finding. */
function withIdle(workers: number, body: (idle: Idle, shared: Mutex<HasIdle>) => Op<void>): void {
  const execution = new Execution();
  execution.run(
    function* () {
      const { idle, synced } = Idle.new(workers);
      yield* body(idle, new Mutex<HasIdle>({ idle: synced }, "synced"));
    },
    { strategy: { name: "dull", systematic: false, begin: () => true, decide: () => 0 } },
  );
  if (execution.finding !== null) throw new Error(execution.finding.message);
}

const counts = (idle: Idle): readonly number[] => {
  const word = idle.state.word.value as number;
  return [numUnparked(word), numSearching(word)];
};

describe("Idle", () => {
  it("notifies nobody while all are awake, or while one searches", () => {
    withIdle(2, function* (idle, shared) {
      expect(yield* idle.workerToNotify(shared)).toBeNull();
      expect(yield* idle.transitionWorkerToParked(shared, 1, false)).toBe(false);
      expect(yield* idle.transitionWorkerToSearching()).toBe(true);
      expect(yield* idle.workerToNotify(shared)).toBeNull();
      expect(yield* idle.transitionWorkerFromSearching()).toBe(true);
      expect(yield* idle.workerToNotify(shared)).toBe(1);
      expect(counts(idle)).toEqual([2, 1]);
    });
  });

  it("notifies who fell asleep last, and counts it as searching", () => {
    withIdle(3, function* (idle, shared) {
      yield* idle.transitionWorkerToParked(shared, 2, false);
      yield* idle.transitionWorkerToParked(shared, 0, false);
      expect(counts(idle)).toEqual([1, 0]);
      expect(yield* idle.workerToNotify(shared)).toBe(0);
      expect(counts(idle)).toEqual([2, 1]);
      expect(idle.peekSleepers()).toEqual([2]);
    });
  });

  it("says who was the last to search when it falls asleep", () => {
    withIdle(4, function* (idle, shared) {
      yield* idle.transitionWorkerToSearching();
      yield* idle.transitionWorkerToSearching();
      expect(yield* idle.transitionWorkerToSearching()).toBe(false);
      expect(yield* idle.transitionWorkerToParked(shared, 0, true)).toBe(false);
      expect(yield* idle.transitionWorkerToParked(shared, 1, true)).toBe(true);
    });
  });

  it("takes a worker off the list that unparks itself, and once only", () => {
    withIdle(3, function* (idle, shared) {
      for (const worker of [0, 1, 2]) yield* idle.transitionWorkerToParked(shared, worker, false);
      expect(yield* idle.isParked(shared, 0)).toBe(true);
      expect(yield* idle.unparkWorkerById(shared, 0)).toBe(true);
      expect(yield* idle.unparkWorkerById(shared, 0)).toBe(false);
      expect(yield* idle.isParked(shared, 0)).toBe(false);
      expect(idle.peekSleepers()).toEqual([2, 1]);
      expect(counts(idle)).toEqual([1, 0]);
    });
  });
});
