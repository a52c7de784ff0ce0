/** Multi-thread runtimes as tokio's own searches make them. */
import { Builder, type Runtime, type RuntimeOptions } from "../../../runtime/index.ts";
import type { Op } from "../../../sim/index.ts";

/** A runtime with so many workers, each of which looks at the driver and for the shutdown every other tick. */
export function pool(workers: number, options: RuntimeOptions = {}): Op<Runtime> {
  return Builder.newMultiThread({ name: "rt", workerThreads: workers, eventInterval: 2, ...options }).build();
}
