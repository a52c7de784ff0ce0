import { describe, expect, it } from "vitest";
import { BatchSemaphore, Context, noopWaker, type RuntimeEvent } from "../../runtime/index.ts";
import { type Op, park, spawn } from "../../sim/index.ts";
import { firstFinding } from "../testing/first-finding.ts";
import { claim } from "../testing/one-task.ts";
import { PERMITS } from "./alarms.ts";
import { PermitConservation } from "./permit-conservation.ts";
import { WhenTold } from "./when-told.ts";

type PermitType = Extract<RuntimeEvent, { readonly semaphore: object }>["type"];

const watch = (model: (semaphore: BatchSemaphore) => Op<void>) =>
  firstFinding(
    () => [new WhenTold(PERMITS, [new PermitConservation()])],
    () => model(new BatchSemaphore(2, "sem")),
    20,
  );

const tells = (semaphore: object, type: PermitType, count: number) => claim({ type, semaphore, count });

function* takesAndGivesBack(semaphore: BatchSemaphore): Op<void> {
  if ((yield* semaphore.tryAcquire(2)) === "ok") yield* semaphore.release(2);
}

/** Queues for all permits while one is taken, and is dropped with what it was given. */
function* givesUp(semaphore: BatchSemaphore): Op<void> {
  const acquire = semaphore.acquire(2);
  const waker = noopWaker();
  const { ready } = yield* acquire.poll(new Context(waker));
  yield* acquire.drop();
  yield* waker.drop();
  if (ready) yield* semaphore.release(2);
}

describe("I7, permit conservation", () => {
  it("holds while permits are taken, queued for, given up, added and forgotten", () => {
    const finding = watch(function* (semaphore) {
      const other = yield* spawn(() => takesAndGivesBack(semaphore), "other");
      yield* givesUp(semaphore);
      yield* semaphore.addPermits(1);
      yield* semaphore.forgetPermits(2);
      yield* other.join();
    });
    expect(finding).toBeNull();
  });

  it("is broken by a permit that is given back twice", () => {
    const finding = watch(function* (semaphore) {
      yield* semaphore.tryAcquire(1);
      yield* semaphore.release(1);
      yield* semaphore.release(1);
    });
    expect(finding).toMatchObject({ kind: "invariant", invariant: "I7" });
    expect(finding?.message).toBe('"main" releases 1 of sem: -1 held and 0 assigned of 2.');
  });

  it("is broken by a permit that goes to a waiter and stays available", () => {
    const finding = watch(function* (semaphore) {
      tells(semaphore, "permit.assign", 1);
      yield* semaphore.permits.load("Relaxed");
    });
    expect(finding?.message).toBe('"main" assigns 1 of sem: 2 available, besides 0 held and 1 assigned of 2.');
  });

  it("is broken by a waiter that gives back what it was not given", () => {
    const finding = watch(function* (semaphore) {
      yield* semaphore.permits.store(0, "Relaxed");
      tells(semaphore, "permit.unassign", 1);
    });
    expect(finding?.message).toBe('"main" unassigns 1 of sem: 0 held and -1 assigned of 2.');
  });

  it("is broken by permits that are gone when all is over", () => {
    const finding = watch((semaphore) => semaphore.permits.store(2, "Relaxed"));
    expect(finding?.message).toBe(
      "permits of sem are lost when all is over: 1 available, besides 0 held and 0 assigned of 2.",
    );
  });

  it("is not broken by a waiter that lacks permits, but by one that nobody gives what is there (I1)", () => {
    const waits = (available: number) =>
      watch(function* (semaphore) {
        yield* semaphore.tryAcquire(2);
        const acquire = semaphore.acquire(1);
        yield* acquire.poll(new Context(noopWaker()));
        yield* semaphore.permits.store(available << 1, "Relaxed");
        yield* (yield* spawn(park, "sleeper")).join();
      });
    expect(waits(0)?.invariant).toBeNull();
    expect(waits(1)).toMatchObject({ kind: "lost-wakeup", invariant: "I1" });
    expect(waits(1)?.message).toBe("with 1 available, the oldest waiter of sem waits for 1 more.");
  });

  it("counts also where it cannot read the word", () => {
    const finding = watch(function* () {
      const other = {};
      tells(other, "permit.total", 1);
      tells(other, "permit.acquire", 1);
      tells(other, "permit.acquire", 1);
    });
    expect(finding?.message).toBe('"main" acquires 1 of a semaphore: 0 available, besides 2 held and 0 assigned of 1.');
  });
});
