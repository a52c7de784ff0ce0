/**
 * The worker that parks on the driver is woken by a timer, and its task blocks it in place. So it hands its core to
 * another thread, which must take the driver over, or nobody fires the next timer until the task is done.
 */
import { scenario } from "../../properties/index.ts";
import { async_, blockInPlace, sleep, spawn, wait } from "../../runtime/index.ts";
import { assert, now, sleep as sleepThread } from "../../sim/index.ts";
import { pool } from "../scheduler/support/pool.ts";
import { MS } from "./support/runtime.ts";

export const driverHandover = scenario({
  name: "time/driver-handover",
  about: "A task blocks the worker that had the driver, while another task sleeps.",
  source: "tokio runtime/scheduler/multi_thread/park.rs: the driver behind a try_lock",
  options: { busyMs: { oneOf: [5, 1] } },
  *model({ busyMs }) {
    const runtime = yield* pool(2, { enableTime: true });
    const sleeps = async_(function* () {
      yield* wait(sleep(2 * MS));
      return now();
    });
    const blocks = async_(function* () {
      yield* wait(sleep(MS));
      yield* blockInPlace(() => sleepThread(busyMs * MS));
    });
    yield* runtime.blockOn(
      async_(function* () {
        const busy = yield* spawn(blocks, "blocks");
        const woken = yield* wait(yield* spawn(sleeps, "sleeps"));
        assert(woken.ok && woken.value <= 3 * MS, "nobody took the driver over");
        yield* wait(busy);
      }),
    );
    yield* runtime.drop();
  },
});
