/** `account` of SCTBench: whoever checks the balance after both bookings expects a sum that is wrong. */
import { AtomicUsize, assert, Mutex, type Op } from "../../../sim/index.ts";
import { classic, spawnMany } from "../classic.ts";

class Account {
  private readonly lock = new Mutex(null, "lock");
  private readonly balance = new AtomicUsize(10, "balance");
  private readonly bookings = new AtomicUsize(0, "bookings");

  *book(amount: number): Op<void> {
    const guard = yield* this.lock.lock();
    yield* this.balance.store((yield* this.balance.load("Relaxed")) + amount, "Relaxed");
    yield* this.bookings.fetchAdd(1, "Relaxed");
    yield* guard.drop();
  }

  *check(): Op<void> {
    const guard = yield* this.lock.lock();
    const both = (yield* this.bookings.load("Relaxed")) === 2;
    if (both) assert((yield* this.balance.load("Relaxed")) === 10, "the balance is what nobody expected");
    yield* guard.drop();
  }
}

export const account = classic("account", "a check that is wrong only after both bookings", function* () {
  const shared = new Account();
  yield* spawnMany(1, "check", () => shared.check());
  yield* spawnMany(1, "deposit", () => shared.book(2));
  yield* spawnMany(1, "withdraw", () => shared.book(-4));
});
