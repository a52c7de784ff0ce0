/**
 * `block_in_place`: a task says that it is going to block its thread. If that runs a worker, another
 * thread of the blocking pool goes on with the worker's core, and the task's thread takes it back afterwards
 * if nobody has come for it by then.
 */
import { assertOrPanic, type Op, panic } from "../../../sim/index.ts";
import { enteredRuntime, exitRuntime } from "../../context.ts";
import { setBudget, stopBudget } from "../../task/coop.ts";
import { startWorker } from "./launch.ts";
import { currentWorker, type WorkerContext } from "./worker.ts";

/** Runs `f`, which may block and may enter runtimes. */
export function* blockInPlace<R>(f: () => Op<R>): Op<R> {
  const entered = enteredRuntime();
  // Outside of a runtime, or inside of another `block_in_place`: nothing is left to be done.
  if (entered === null) return yield* f();
  const context = currentWorker();
  if (context === null && !entered.allowBlockInPlace) {
    panic("can call blocking only when running on the multi-threaded runtime");
  }
  const takeBack = context !== null && (yield* handOff(context)) ? context : null;
  const budget = stopBudget();
  const exit = exitRuntime();
  try {
    return yield* f();
  } finally {
    exit.drop();
    if (takeBack !== null) yield* takeCoreBack(takeBack);
    setBudget(budget);
  }
}

/** Leaves the core to another thread. False: this one has none any more, so it may block anyway. */
function* handOff(context: WorkerContext): Op<boolean> {
  const { worker } = context;
  // The list stays with this thread, where nobody will look at it meanwhile.
  yield* context.deferred.wake();
  const { core } = context;
  context.core = null;
  if (core === null) return false;
  // Should there be no thread for the core, others can steal all but this one.
  const next = core.lifoSlot;
  core.lifoSlot = null;
  if (next !== null) yield* core.runQueue.pushBackOrOverflow(next, worker.handle, core.stats);
  assertOrPanic(core.park !== null, "core.park.is_some()");
  yield* worker.core.set(core);
  yield* startWorker(worker);
  return true;
}

function* takeCoreBack(context: WorkerContext): Op<void> {
  const core = yield* context.worker.core.take();
  assertOrPanic(context.core === null, "cx_core.is_none()");
  context.core = core;
}
