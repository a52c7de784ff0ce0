/**
 * A future has polled a LocalSet, whose task waits; then it enters the set, which does not poll it, and
 * wakes that task. Nobody looks into the set's queue just then, so that the set must be woken.
 */
import { scenario } from "../../properties/index.ts";
import { type Context, type Future, LocalSet, PENDING, type Poll, READY, spawnLocal } from "../../runtime/index.ts";
import { type Op, spawn } from "../../sim/index.ts";
import { Gate } from "../task/support/gate.ts";
import { currentThreadRuntime } from "./support/current-thread-runtime.ts";

class EntersSet implements Future<void> {
  private readonly gate = new Gate();
  /** Waited for by another task of the set, and opened by a thread. */
  private readonly foreign: Gate;
  private readonly set = new LocalSet();
  private readonly spawnsInside: boolean;
  private entered = false;

  constructor(foreign: Gate, spawnsInside: boolean) {
    this.foreign = foreign;
    this.spawnsInside = spawnsInside;
  }

  *poll(cx: Context): Op<Poll<void>> {
    if (!this.entered) yield* (yield* this.set.spawnLocal(this.foreign.passed(), "waits for a thread")).drop();
    if (!this.entered && !this.spawnsInside) yield* (yield* this.set.spawnLocal(this.gate.passed(), "waits")).drop();
    if ((yield* this.set.poll(cx)).ready && this.entered) return READY;
    if (this.entered) return PENDING;
    this.entered = true;
    const guard = this.set.enter();
    if (this.spawnsInside) yield* (yield* spawnLocal(this.gate.passed(), "waits")).drop();
    yield* this.gate.open();
    yield* guard.drop();
    return PENDING;
  }

  *drop(): Op<void> {
    yield* this.set.drop();
    yield* this.gate.drop();
  }
}

export const localSetEnter = scenario({
  name: "scheduler/local-set-enter",
  about:
    "A future enters a LocalSet that it has polled, and wakes or spawns a task there, while a thread wakes another.",
  source: "tokio-rs/tokio#5020: LocalSet::enter",
  options: { spawnsInside: { oneOf: [false, true] } },
  *model({ spawnsInside }) {
    const runtime = currentThreadRuntime();
    const foreign = new Gate();
    const opener = yield* spawn(() => foreign.open(), "opener");
    yield* runtime.blockOn(new EntersSet(foreign, spawnsInside));
    yield* opener.join();
    yield* runtime.shutdown();
    yield* foreign.drop();
  },
});
