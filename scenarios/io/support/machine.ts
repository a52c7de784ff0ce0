/** Machines on a network, each with a thread that runs a runtime of its own; and results that must be good. */
import { async_, Builder, type Future, type RuntimeOptions, wait } from "../../../runtime/index.ts";
import { finding, type Host, type IoResult, type JoinHandle, Network, type Op, raise } from "../../../sim/index.ts";
import { pool } from "../../scheduler/support/pool.ts";

/** Packets take one time only: the order of what happens is the schedule's alone. */
export const EVEN_LATENCY = { from: 100_000, to: 100_000 };

/** A network whose packets all take the same time. */
export function evenNetwork(bufferBytes?: number): Network {
  return new Network({ latencyNs: EVEN_LATENCY, ...(bufferBytes === undefined ? {} : { bufferBytes }) });
}

/** A thread on `host` that runs `body`, an async function, to its end: on a current-thread runtime with I/O. */
export function runOn<T>(host: Host, body: () => Op<T>, options: RuntimeOptions = {}): Op<JoinHandle<T>> {
  return host.spawn(() => runHere(host.name, body, options), host.name);
}

/** As `runOn`, on the running thread. */
function* runHere<T>(name: string, body: () => Op<T>, options: RuntimeOptions = {}): Op<T> {
  const runtime = yield* Builder.newCurrentThread({ name, enableIo: true, ...options }).build();
  try {
    return yield* runtime.blockOn(async_(body));
  } finally {
    yield* runtime.drop();
  }
}

/** As `runOn`, on a runtime with a worker, which the tasks run on. */
export function runOnPool(host: Host, body: () => Op<void>): Op<JoinHandle<void>> {
  return host.spawn(() => runOnWorker(body), host.name);
}

/** As `runOnPool`, on the running thread. */
export function* runOnWorker(body: () => Op<void>): Op<void> {
  const runtime = yield* pool(1, { enableIo: true });
  yield* runtime.blockOn(async_(body));
  yield* runtime.drop();
}

/** `result.unwrap()`: `what` must not fail. */
export function good<T>(result: IoResult<T>, what: string): T {
  if (!result.ok) raise(finding("assertion", `${what} failed: ${result.error}`, { involved: [what] }));
  return result.value;
}

/** Awaits what must not fail. */
export function* must<T>(future: Future<IoResult<T>>, what: string): Op<T> {
  return good(yield* wait(future), what);
}
