/** The workers of a new scheduler: made together with its handle, and started by `launch`. */
import type { Op } from "../../../sim/index.ts";
import type { Spawner } from "../../blocking/spawner.ts";
import type { FnOnce } from "../../blocking/task.ts";
import type { Driver, DriverHandle } from "../../driver.ts";
import type { MultiThreadConfig } from "./config.ts";
import { Core } from "./core.ts";
import { MultiThreadHandle } from "./handle.ts";
import { Parker } from "./park.ts";
import { LOCAL_QUEUE_CAPACITY, localQueue } from "./queue.ts";
import { runWorker, Worker } from "./worker.ts";

/** The workers, not yet started. */
export class Launch {
  private readonly workers: readonly Worker[];

  constructor(workers: readonly Worker[]) {
    this.workers = workers;
  }

  /** Gives each worker a thread of the blocking pool. */
  *launch(): Op<void> {
    for (const worker of this.workers) yield* startWorker(worker);
  }
}

/** Has a thread of the blocking pool run `worker`. */
export function* startWorker(worker: Worker): Op<void> {
  const { blockingSpawner } = worker.handle;
  const join = yield* blockingSpawner.spawnBlocking(worker.handle, new RunWorker(worker), `worker ${worker.index}`);
  yield* join.drop();
}

class RunWorker implements FnOnce<void> {
  private readonly worker: Worker;

  constructor(worker: Worker) {
    this.worker = worker;
  }

  call(): Op<void> {
    return runWorker(this.worker);
  }
}

export function createWorkers(
  size: number,
  driver: Driver,
  driverHandle: DriverHandle,
  spawner: Spawner,
  config: MultiThreadConfig,
): { readonly handle: MultiThreadHandle; readonly launch: Launch } {
  const label = config.label ?? "multi-thread";
  const parts = Parker.forWorkers(size, driver, label).map((park, index) => ({
    park,
    ...localQueue({ name: `${label}.worker${index}.queue`, capacity: config.queueCapacity ?? LOCAL_QUEUE_CAPACITY }),
  }));
  const remotes = parts.map(({ park, steal }) => ({ steal, unpark: park.unpark() }));
  const handle = new MultiThreadHandle(remotes, driverHandle, spawner, config);
  const workers = parts.map(
    ({ local, park }, index) => new Worker(handle, index, new Core(local, park, handle, index)),
  );
  return { handle, launch: new Launch(workers) };
}
