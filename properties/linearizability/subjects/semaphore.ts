/** `Semaphore`, and the batch semaphore under it. */
import fc from "fast-check";
import { type Result, Semaphore, type SemaphorePermit } from "../../../runtime/index.ts";
import type { Op } from "../../../sim/index.ts";
import { mistaken } from "../mistaken.ts";
import { type SemaphoreState, semaphoreSpecification } from "../specifications/semaphore.ts";
import { type Actor, actorOf, andThen, done, later, made, now, type Subject } from "../subject.ts";

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
    const semaphore = new Semaphore(permits);
    const actors = Array.from({ length: threads }, () => semaphoreActor(semaphore));
    return { object: semaphore.batch, actors, *tearDown() {} };
  },
};

function semaphoreActor(semaphore: Semaphore): Actor {
  const held: SemaphorePermit[] = [];
  const keep = function* (acquired: Result<SemaphorePermit, string>): Op<string> {
    if (acquired.ok) held.push(acquired.value);
    return acquired.ok ? "ok" : acquired.error;
  };
  return actorOf(
    {
      acquire: (n) => later([n], () => made(semaphore.acquireMany(n)), keep),
      tryAcquire: (n) => now([n], () => andThen(semaphore.tryAcquireMany(n), keep)),
      release: () => {
        const permit = held.pop();
        return permit === undefined ? null : now([permit.numPermits()], () => done(permit.drop()));
      },
      addPermits: (n) => now([n], () => done(semaphore.addPermits(n))),
      forget: (n) => now([n], () => semaphore.forgetPermits(n)),
      close: () => now([], () => done(semaphore.close())),
      available: () => now([], () => semaphore.availablePermits()),
    },
    function* () {
      for (const permit of held) yield* permit.drop();
    },
  );
}
