/** `carter01` of SCTBench: two classes of users exclude each other by a lock that the first takes while it holds another. */
import { AtomicUsize, Mutex, type MutexGuard, type Op } from "../../../sim/index.ts";
import { classic, joinAll, spawnMany } from "../classic.ts";

class Room {
  private readonly door = new Mutex(null, "door");
  private readonly room = new Mutex(null, "room");

  *use(users: AtomicUsize): Op<void> {
    let room: MutexGuard<null> | null = null;
    const entering = yield* this.door.lock();
    if ((yield* users.fetchAdd(1, "Relaxed")) === 0) room = yield* this.room.lock();
    yield* entering.drop();
    // Whoever holds the room needs the door to leave it, at which the other class waits for the room.
    const leaving = yield* this.door.lock();
    if ((yield* users.fetchSub(1, "Relaxed")) === 1) yield* (room as MutexGuard<null>).drop(); // one user a class
    yield* leaving.drop();
  }
}

export const carter01 = classic("carter01", "the way out leads through a lock held by who waits inside", function* () {
  const room = new Room();
  const [red, green] = [new AtomicUsize(0, "red"), new AtomicUsize(0, "green")];
  const one = yield* spawnMany(1, "red", () => room.use(red));
  const other = yield* spawnMany(1, "green", () => room.use(green));
  yield* joinAll([...one, ...other]);
});
