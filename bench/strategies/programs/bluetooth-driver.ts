/** `bluetooth_driver` of SCTBench (KISS, Qadeer and Wu, PLDI 2004): a driver is stopped between a request's look at the flag and its entry. */
import { AtomicBool, AtomicUsize, assert, type Op } from "../../../sim/index.ts";
import { classic, joinAll, spawnMany } from "../classic.ts";

class Driver {
  /** Requests under way, and one for the driver itself. */
  private readonly pending = new AtomicUsize(1, "pending");
  private readonly stopping = new AtomicBool(false, "stopping");
  private readonly idle = new AtomicBool(false, "idle");
  private readonly stopped = new AtomicBool(false, "stopped");

  *request(): Op<void> {
    const entered = yield* this.enter();
    if (entered) assert(!(yield* this.stopped.load("Relaxed")), "a request works on a stopped driver");
    yield* this.leave();
  }

  *stop(): Op<void> {
    yield* this.stopping.store(true, "Relaxed");
    yield* this.leave();
    if (yield* this.idle.load("Relaxed")) yield* this.stopped.store(true, "Relaxed");
  }

  private *enter(): Op<boolean> {
    if (yield* this.stopping.load("Relaxed")) return false;
    yield* this.pending.fetchAdd(1, "Relaxed");
    return true;
  }

  private *leave(): Op<void> {
    if ((yield* this.pending.fetchSub(1, "Relaxed")) === 1) yield* this.idle.store(true, "Relaxed");
  }
}

export const bluetoothDriver = classic("bluetooth_driver", "stopped between the look and the entry", function* () {
  const driver = new Driver();
  const stopper = yield* spawnMany(1, "stop", () => driver.stop());
  yield* driver.request();
  yield* joinAll(stopper);
});
