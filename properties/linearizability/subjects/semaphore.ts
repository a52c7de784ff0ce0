/** The batch semaphore against its specification. */
import fc from "fast-check";
import { BatchSemaphore } from "../../../runtime/index.ts";
import type { Op } from "../../../sim/index.ts";
import { mistaken } from "../mistaken.ts";
import { type SemaphoreState, semaphoreSpecification } from "../specifications/semaphore.ts";
import { type Actor, type Attempt, done, later, now, type PlannedCall, type Subject } from "../subject.ts";

const OPS = ["acquire", "acquire", "tryAcquire", "release", "release", "addPermits", "forget", "available", "close"];

export const semaphoreSubject: Subject<number, SemaphoreState> = {
  name: "semaphore",
  parameters: fc.nat({ max: 2 }),
  calls: fc.record({ op: fc.constantFrom(...OPS), n: fc.integer({ min: 1, max: 3 }) }),
  specification: semaphoreSpecification,
  /** Forgets that a try takes permits. */
  mistaken: (permits) =>
    mistaken(semaphoreSpecification(permits), "tryAcquire", ({ result }, before) => ({ state: before, result })),
  *setUp(permits, threads) {
    const semaphore = new BatchSemaphore(permits);
    const actors = Array.from({ length: threads }, () => new SemaphoreActor(semaphore));
    return { object: semaphore, actors, *tearDown() {} };
  },
};

class SemaphoreActor implements Actor {
  private readonly semaphore: BatchSemaphore;
  /** One number for each acquire that succeeded. */
  private readonly held: number[] = [];

  constructor(semaphore: BatchSemaphore) {
    this.semaphore = semaphore;
  }

  attempt({ op, n }: PlannedCall): Attempt | null {
    const { semaphore } = this;
    const take = this.take.bind(this, n);
    switch (op) {
      case "acquire":
        return later(
          [n],
          () => semaphore.acquire(n),
          ({ ok }) => take(ok ? "ok" : "closed"),
        );
      case "tryAcquire":
        return now([n], function* () {
          return yield* take(yield* semaphore.tryAcquire(n));
        });
      case "release": {
        const held = this.held.pop();
        return held === undefined ? null : now([held], () => done(semaphore.release(held)));
      }
      case "addPermits":
        return now([n], () => done(semaphore.addPermits(n)));
      case "forget":
        return now([n], () => semaphore.forgetPermits(n));
      case "close":
        return now([], () => done(semaphore.close()));
      default:
        return now([], () => semaphore.availablePermits());
    }
  }

  *drop(): Op<void> {
    for (const held of this.held.splice(0)) yield* this.semaphore.release(held);
  }

  private *take(n: number, result: string): Op<string> {
    if (result === "ok") this.held.push(n);
    return result;
  }
}
