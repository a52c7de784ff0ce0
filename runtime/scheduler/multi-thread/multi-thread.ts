/** `MultiThread`: a scheduler of several workers that steal from each other, each on a thread of the blocking pool. */
import type { Op } from "../../../sim/index.ts";
import type { Spawner } from "../../blocking/spawner.ts";
import { enterRuntime } from "../../context.ts";
import type { Driver, DriverHandle } from "../../driver.ts";
import type { Future } from "../../future/future.ts";
import type { MultiThreadConfig } from "./config.ts";
import type { MultiThreadHandle } from "./handle.ts";
import { createWorkers, type Launch } from "./launch.ts";

export class MultiThread {
  /** Everybody's side of it. */
  readonly handle: MultiThreadHandle;
  /** The workers, to be started once. */
  readonly launch: Launch;

  /** `size` workers, on threads of `spawner`'s pool. */
  constructor(
    size: number,
    driver: Driver,
    driverHandle: DriverHandle,
    spawner: Spawner,
    config: MultiThreadConfig = {},
  ) {
    const { handle, launch } = createWorkers(size, driver, driverHandle, spawner, config);
    this.handle = handle;
    this.launch = launch;
  }

  /** Runs `future` to its end on this thread; tasks are the workers'. Takes the future over. */
  *blockOn<T>(future: Future<T>): Op<T> {
    let entered: ReturnType<typeof enterRuntime>;
    try {
      entered = enterRuntime(this.handle, true);
    } catch (nested) {
      yield* future.drop();
      throw nested;
    }
    try {
      return yield* entered.blocking.blockOn(future);
    } finally {
      entered.drop();
    }
  }

  /** Tells the workers to shut down; does not wait for them, as the blocking pool does. */
  shutdown(): Op<void> {
    return this.handle.shutdown();
  }
}
