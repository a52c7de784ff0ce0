/**
 * A LocalSet is polled as one of two branches of a future; the other branch spawns on the set, after that
 * was polled. The set is not polled again for this: it must be woken.
 */
import { scenario } from "../../properties/index.ts";
import { type Context, type Future, LocalSet, PENDING, type Poll, READY } from "../../runtime/index.ts";
import { type Op, spawn } from "../../sim/index.ts";
import { Gate } from "../task/support/gate.ts";
import { currentThreadRuntime } from "./support/current-thread-runtime.ts";

/** Polls the set for ever; ready once the task has run that it spawns when its gate is open. */
class SpawnsAside implements Future<void> {
  private readonly set = new LocalSet();
  private readonly first: Gate;
  private ran = false;
  private spawned = false;

  constructor(first: Gate) {
    this.first = first;
  }

  *poll(cx: Context): Op<Poll<void>> {
    yield* this.set.poll(cx);
    if (this.ran) return READY;
    if (!this.spawned && (yield* this.first.pass(cx)).ready) {
      this.spawned = true;
      yield* (yield* this.set.spawnLocal(this.notesThatItRan(), "spawned")).drop();
    }
    return PENDING;
  }

  drop(): Op<void> {
    return this.set.drop();
  }

  private notesThatItRan(): Future<void> {
    const note = () => {
      this.ran = true;
    };
    return {
      *poll() {
        note();
        return READY;
      },
      *drop() {},
    };
  }
}

export const localSetSpawnFromOutside = scenario({
  name: "scheduler/local-set-spawn-from-outside",
  about:
    "A future polls a LocalSet and then, once a thread has opened its gate, spawns on the set that it has just polled.",
  source: "tokio-rs/tokio#3117: spawn_local from another branch of a select",
  *model() {
    const runtime = currentThreadRuntime();
    const gate = new Gate();
    const opener = yield* spawn(() => gate.open(), "opener");
    yield* runtime.blockOn(new SpawnsAside(gate));
    yield* opener.join();
    yield* runtime.shutdown();
    yield* gate.drop();
  },
});
