/** The mutex that may be held across an await. */
import fc from "fast-check";
import { AsyncMutex, type AsyncMutexGuard } from "../../../runtime/index.ts";
import { mistaken } from "../mistaken.ts";
import { type LockState, lockSpecification } from "../specifications/lock.ts";
import { type Actor, actorOf, later, made, now, type Subject } from "../subject.ts";

export const mutexSubject: Subject<null, LockState> = {
  name: "mutex",
  parameters: fc.constant(null),
  calls: fc.record({ op: fc.constantFrom("write", "tryWrite", "endWrite"), n: fc.integer({ min: 1, max: 3 }) }),
  specification: () => lockSpecification("mutex", 1),
  /** What was written is forgotten. */
  mistaken: () =>
    mistaken(lockSpecification("mutex", 1), "endWrite", ({ state, result }, before) => ({
      state: { ...state, value: before.value },
      result,
    })),
  *setUp(_, threads) {
    const mutex = new AsyncMutex(0);
    const actors = Array.from({ length: threads }, () => mutexActor(mutex));
    return { object: mutex, actors, tearDown: () => mutex.drop() };
  },
};

function mutexActor(mutex: AsyncMutex<number>): Actor {
  let guard: AsyncMutexGuard<number> | null = null;
  return actorOf(
    {
      write: () =>
        guard !== null
          ? null
          : later(
              [],
              () => made(mutex.lock()),
              function* (locked) {
                guard = locked;
                return yield* locked.get();
              },
            ),
      tryWrite: () =>
        guard !== null
          ? null
          : now([], function* () {
              guard = yield* mutex.tryLock();
              return guard === null ? "no-permits" : yield* guard.get();
            }),
      endWrite: (n) => {
        const held = guard;
        guard = null;
        if (held === null) return null;
        return now([n], function* () {
          yield* held.set(n);
          yield* held.drop();
          return "ok";
        });
      },
    },
    function* () {
      if (guard !== null) yield* guard.drop();
    },
  );
}
