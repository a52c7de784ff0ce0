import { AtomicUsize, assert, type Op, spawn } from "../../../sim/index.ts";
import { scenarioOf } from "../scenario-of.ts";

function* model(): Op<void> {
  const [data, flag] = [new AtomicUsize(0, "data"), new AtomicUsize(0, "flag")];
  const writer = yield* spawn(function* () {
    yield* data.store(1, "Relaxed");
    yield* flag.store(1, "Relaxed");
  }, "writer");
  if ((yield* flag.load("Relaxed")) === 1) assert((yield* data.load("Relaxed")) === 1, "the data is not there");
  yield* writer.join();
}

/** Right in every interleaving, and wrong. */
export const flagWithoutData = scenarioOf("weak/flag-without-data", "A flag that passes no message.", model);
