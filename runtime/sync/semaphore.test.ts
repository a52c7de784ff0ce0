import { describe, expect, it } from "vitest";
import { Arc, catchUnwind, Execution, type Finding, type Op, spawn } from "../../sim/index.ts";
import type { RuntimeEvent } from "../events.ts";
import { blockOn } from "../future/block-on.ts";
import { Context } from "../future/context.ts";
import { RecordingWaker } from "../future/recording-waker.ts";
import { hasBudgetRemaining, withBudget } from "../task/coop.ts";
import { BatchSemaphore } from "./batch-semaphore.ts";
import { MAX_PERMITS } from "./permit-word.ts";
import { Semaphore } from "./semaphore.ts";
import type { SemaphorePermit } from "./semaphore-permit.ts";

/** What a model does on one thread; spawned threads run when main waits. */
function verdict(model: () => Op<void>, told: string[] = []): Finding | null {
  const execution = new Execution();
  execution.run(model, {
    strategy: { name: "dull", systematic: false, begin: () => true, decide: () => 0 },
    listeners: [
      {
        onEvent: (event) => {
          const permits = event as RuntimeEvent;
          if ("semaphore" in permits) told.push(`${permits.type.slice("permit.".length)} ${permits.count}`);
        },
      },
    ],
  });
  return execution.finding;
}

function run(model: () => Op<void>): string[] {
  const told: string[] = [];
  expect(verdict(model, told)).toBeNull();
  return told;
}

function* take(semaphore: Semaphore, count: number): Op<SemaphorePermit> {
  const acquired = yield* blockOn(semaphore.acquireMany(count));
  if (!acquired.ok) throw new Error("closed");
  return acquired.value;
}

describe("a permit", () => {
  it("is given back when it is dropped, and not when it is forgotten", () => {
    const told = run(function* () {
      const semaphore = new Semaphore(3);
      const [one, two] = [yield* take(semaphore, 1), yield* take(semaphore, 2)];
      expect(yield* semaphore.availablePermits()).toBe(0);
      yield* one.drop();
      yield* two.forgetPermits();
      expect(yield* semaphore.availablePermits()).toBe(1);
    });
    expect(told).toEqual(["total 3", "acquire 1", "acquire 2", "release 1", "release 2", "forget 2"]);
  });

  it("is split and merged, with no more and no less in circulation", () => {
    run(function* () {
      const semaphore = new Semaphore(5);
      const permit = yield* take(semaphore, 4);
      expect(yield* permit.split(5)).toBeNull();
      const part = yield* permit.split(3);
      if (part === null) throw new Error("there are four");
      expect([permit.numPermits(), part.numPermits()]).toEqual([1, 3]);
      yield* part.merge(yield* take(semaphore, 1));
      yield* permit.drop();
      expect(yield* semaphore.availablePermits()).toBe(1);
      yield* part.drop();
      expect(yield* semaphore.availablePermits()).toBe(5);
    });
  });

  it("is not merged with one of another semaphore", () => {
    run(function* () {
      const mine = yield* take(new Semaphore(1), 1);
      const other = yield* take(new Semaphore(1), 1);
      const caught = yield* catchUnwind(() => mine.merge(other));
      const payload = "merging permits from different semaphore instances";
      expect(caught).toMatchObject({ panic: { payload } });
      yield* mine.drop();
      yield* other.drop();
    });
  });

  it("keeps its semaphore when it is an owned one, as does the wait for it", () => {
    run(function* () {
      const semaphore = new Arc(new Semaphore(2));
      const first = yield* blockOn(yield* Semaphore.acquireOwned(yield* semaphore.clone()));
      const second = yield* Semaphore.tryAcquireOwned(yield* semaphore.clone());
      expect(yield* Semaphore.tryAcquireOwned(yield* semaphore.clone())).toEqual({ ok: false, error: "no-permits" });
      const unused = yield* Semaphore.acquireOwned(semaphore);
      yield* unused.drop();
      if (!first.ok || !second.ok) throw new Error("closed");
      yield* first.value.merge(second.value);
      const part = yield* first.value.split(1);
      yield* first.value.forgetPermits();
      if (part === null) throw new Error("two permits cannot be split");
      yield* part.drop();
    });
  });
});

describe("Semaphore", () => {
  it("serves in the order of the first polls, and passes on what a cancelled one was given", () => {
    const told = run(function* () {
      const semaphore = new Semaphore(0);
      const cancelled = semaphore.acquireMany(2);
      const next = semaphore.acquire();
      const [first, second] = [new RecordingWaker("first"), new RecordingWaker("second")];
      const wakers = [first.waker(), second.waker()] as const;
      yield* cancelled.poll(new Context(wakers[0]));
      yield* next.poll(new Context(wakers[1]));
      yield* semaphore.addPermits(1);
      expect([first.wakes, second.wakes]).toEqual([0, 0]);
      yield* cancelled.drop();
      expect([first.wakes, second.wakes]).toEqual([0, 1]);
      const permit = yield* blockOn(next);
      if (permit.ok) yield* permit.value.drop();
      for (const waker of wakers) yield* waker.drop();
    });
    const handedOn = ["assign 1", "unassign 1", "assign 1", "unassign 1", "acquire 1", "release 1"];
    expect(told).toEqual(["total 0", "total 1", ...handedOn]);
  });

  it("wakes all that wait when it is closed, and gives nothing any more", () => {
    run(function* () {
      const semaphore = new Semaphore(0);
      const other = yield* spawn(() => blockOn(semaphore.acquire()), "other");
      yield* semaphore.close();
      expect(yield* other.join()).toEqual({ ok: false, error: "closed" });
      yield* semaphore.addPermits(1);
      expect(yield* semaphore.isClosed()).toBe(true);
      expect(yield* semaphore.tryAcquire()).toEqual({ ok: false, error: "closed" });
    });
  });

  it("does not resume a future that has resolved", () => {
    run(function* () {
      const future = new Semaphore(1).acquire();
      const waker = new RecordingWaker("task").waker();
      const polled = yield* future.poll(new Context(waker));
      if (polled.ready && polled.value.ok) yield* polled.value.value.drop();
      const caught = yield* catchUnwind(() => future.poll(new Context(waker)));
      expect(caught).toMatchObject({ panic: { payload: "`async fn` resumed after completion" } });
      yield* future.drop();
      yield* waker.drop();
    });
  });
});

describe("BatchSemaphore", () => {
  it("wakes more than 32 waiters of one release in batches", () => {
    run(function* () {
      const semaphore = new BatchSemaphore(0);
      const task = new RecordingWaker("task");
      const waker = task.waker();
      const futures = Array.from({ length: 70 }, () => semaphore.acquire(1));
      for (const future of futures) yield* future.poll(new Context(waker));
      yield* semaphore.release(71);
      expect(task.wakes).toBe(70);
      expect(yield* semaphore.availablePermits()).toBe(1);
      for (const future of futures) yield* future.drop();
      expect(yield* semaphore.availablePermits()).toBe(71);
      yield* waker.drop();
    });
  });

  it("panics where there would be more permits than fit into its word", () => {
    run(function* () {
      const semaphore = new BatchSemaphore(MAX_PERMITS);
      const caught = yield* catchUnwind(() => semaphore.release(1));
      const payload = expect.stringContaining(
        `number of added permits (1) would overflow MAX_PERMITS (${MAX_PERMITS})`,
      );
      expect(caught).toMatchObject({ panic: { payload } });
    });
    const finding = verdict(function* () {
      yield* new BatchSemaphore(MAX_PERMITS + 1).close();
    });
    expect(finding?.message).toContain("a semaphore may not have more than MAX_PERMITS permits");
  });

  it("spends the task's budget for permits only, and has it woken again where none is left", () => {
    run(function* () {
      const semaphore = new BatchSemaphore(1);
      const task = new RecordingWaker("task");
      const waker = task.waker();
      const cx = new Context(waker);
      const [first, second] = [semaphore.acquire(1), semaphore.acquire(1)];
      yield* withBudget(1, function* () {
        yield* semaphore.tryAcquire(1);
        expect((yield* second.poll(cx)).ready).toBe(false);
        expect(hasBudgetRemaining()).toBe(true);
        yield* semaphore.release(1);
        expect((yield* second.poll(cx)).ready).toBe(true);
        expect(hasBudgetRemaining()).toBe(false);
        yield* semaphore.release(1);
        expect((yield* first.poll(cx)).ready).toBe(false);
      });
      expect(task.wakes).toBe(2);
      yield* first.drop();
      yield* second.drop();
      yield* waker.drop();
    });
  });
});
