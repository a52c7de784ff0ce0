/** The read-write lock that may be held across an await. */
import fc from "fast-check";
import { AsyncRwLock, type AsyncRwLockReadGuard, type AsyncRwLockWriteGuard } from "../../../runtime/index.ts";
import type { Op } from "../../../sim/index.ts";
import { mistaken } from "../mistaken.ts";
import { type LockState, lockSpecification } from "../specifications/lock.ts";
import { type Actor, type Attempt, actorOf, andThen, done, later, made, now, type Subject } from "../subject.ts";

const OPS = ["read", "read", "tryRead", "endRead", "write", "tryWrite", "endWrite", "endWrite", "downgrade"];

export const rwLockSubject: Subject<number, LockState> = {
  name: "rwlock",
  parameters: fc.integer({ min: 1, max: 3 }),
  calls: fc.record({ op: fc.constantFrom(...OPS), n: fc.integer({ min: 1, max: 3 }) }),
  specification: (readers) => lockSpecification("rwlock", readers),
  /** What was written is forgotten. */
  mistaken: (readers) =>
    mistaken(lockSpecification("rwlock", readers), "endWrite", ({ state, result }, before) => ({
      state: { ...state, value: before.value },
      result,
    })),
  *setUp(readers, threads) {
    const lock = new AsyncRwLock(0, "rwlock", readers);
    const actors = Array.from({ length: threads }, () => new Holder(lock).actor());
    return { object: lock, actors, tearDown: () => lock.drop() };
  },
};

/** Has the lock at most once: a thread that asks for more could only wait for itself. */
class Holder {
  private readonly lock: AsyncRwLock<number>;
  private reader: AsyncRwLockReadGuard<number> | null = null;
  private writer: AsyncRwLockWriteGuard<number> | null = null;

  constructor(lock: AsyncRwLock<number>) {
    this.lock = lock;
  }

  actor(): Actor {
    const { lock } = this;
    const free = (attempt: () => Attempt) => () => (this.reader === null && this.writer === null ? attempt() : null);
    const reads = (guard: AsyncRwLockReadGuard<number> | null) => this.reads(guard);
    const writes = (guard: AsyncRwLockWriteGuard<number> | null) => this.writes(guard);
    return actorOf(
      {
        read: free(() => later([], () => made(lock.read()), reads)),
        write: free(() => later([], () => made(lock.write()), writes)),
        tryRead: free(() => now([], () => andThen(lock.tryRead(), reads))),
        tryWrite: free(() => now([], () => andThen(lock.tryWrite(), writes))),
        endRead: () => (this.reader === null ? null : now([], () => done(this.letGo()))),
        endWrite: (n) => (this.writer === null ? null : now([n], () => done(this.letGo(n)))),
        downgrade: (n) => (this.writer === null ? null : now([n], () => done(this.downgrade(n)))),
      },
      () => this.letGo(),
    );
  }

  private *reads(guard: AsyncRwLockReadGuard<number> | null): Op<unknown> {
    this.reader = guard;
    return guard === null ? "no-permits" : yield* guard.get();
  }

  private *writes(guard: AsyncRwLockWriteGuard<number> | null): Op<unknown> {
    this.writer = guard;
    return guard === null ? "no-permits" : yield* guard.get();
  }

  private *letGo(written?: number): Op<void> {
    const { reader, writer } = this;
    this.reader = null;
    this.writer = null;
    if (reader !== null) yield* reader.drop();
    if (writer === null) return;
    if (written !== undefined) yield* writer.set(written);
    yield* writer.drop();
  }

  private *downgrade(written: number): Op<void> {
    const writer = this.writer as AsyncRwLockWriteGuard<number>; // looked at before
    this.writer = null;
    yield* writer.set(written);
    this.reader = yield* writer.downgrade();
  }
}
