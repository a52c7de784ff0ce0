/** `Semaphore`, and the batch semaphore under it. */
import fc from "fast-check";
import { Semaphore, type SemaphorePermit } from "../../../runtime/index.ts";
import { mistaken } from "../mistaken.ts";
import { type SemaphoreState, semaphoreSpecification } from "../specifications/semaphore.ts";
import { type Actor, actorOf, done, later, made, now, type Subject } from "../subject.ts";

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
  return actorOf(
    {
      acquire: (n) =>
        later(
          [n],
          () => made(semaphore.acquireMany(n)),
          function* (acquired) {
            if (acquired.ok) held.push(acquired.value);
            return acquired.ok ? "ok" : acquired.error;
          },
        ),
      tryAcquire: (n) =>
        now([n], function* () {
          const acquired = yield* semaphore.tryAcquireMany(n);
          if (acquired.ok) held.push(acquired.value);
          return acquired.ok ? "ok" : acquired.error;
        }),
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
