/**
 * `tokio::sync::Barrier`, after its `sync/barrier.rs`: the `n`th to arrive lets all go on, and the barrier begins
 * anew. Generations are numbered; who waits does so for a watch channel to say that its own is over.
 */
import { Mutex, type Op, panic } from "../../sim/index.ts";
import { async_, wait } from "../future/async.ts";
import type { Future } from "../future/future.ts";
import { type WatchSender, watch } from "./watch.ts";
import type { WatchReceiver } from "./watch-receiver.ts";

interface BarrierState {
  arrived: number;
  generation: number;
}

export class BarrierWaitResult {
  readonly isLeader: boolean;

  /** `isLeader`: came last. */
  constructor(isLeader: boolean) {
    this.isLeader = isLeader;
  }
}

export class Barrier {
  private readonly n: number;
  /** An ordinary mutex: the leader wakes the others with the lock held. */
  private readonly state: Mutex<BarrierState>;
  private readonly over: WatchSender<number>;
  private readonly waiting: WatchReceiver<number>;

  private constructor(n: number, label: string, over: WatchSender<number>, waiting: WatchReceiver<number>) {
    this.n = n;
    this.state = new Mutex<BarrierState>({ arrived: 0, generation: 1 }, `${label}.state`);
    this.over = over;
    this.waiting = waiting;
  }

  /** `Barrier::new`: for `n` at a time; 0 is as good as 1. `shards`: of the watch channel, for small models. */
  static *create(n: number, label = "barrier", shards = 8): Op<Barrier> {
    const [over, waiting] = yield* watch(0, { name: `${label}.generation`, shards });
    return new Barrier(Math.max(n, 1), label, over, waiting);
  }

  /** Resolves when `n` have asked. One that was polled has arrived, also if it is dropped then: so it is in tokio. */
  wait(): Future<BarrierWaitResult> {
    const barrier = this;
    return async_(
      function* () {
        const generation = yield* barrier.arrive();
        if (generation === null) return new BarrierWaitResult(true);
        yield* barrier.waitFor(generation);
        return new BarrierWaitResult(false);
      },
      { name: "Barrier.wait" },
    );
  }

  *drop(): Op<void> {
    yield* this.over.drop();
    yield* this.waiting.drop();
  }

  /** The generation to wait for; null for the last one of it. */
  private *arrive(): Op<number | null> {
    const { n, over } = this;
    return yield* this.state.with(function* (state) {
      state.arrived++;
      if (state.arrived < n) return state.generation;
      const sent = yield* over.send(state.generation);
      if (!sent.ok) panic("there is at least one receiver");
      state.arrived = 0;
      state.generation++;
      return null;
    }, "ignore");
  }

  private *waitFor(generation: number): Op<void> {
    const receiver = yield* this.waiting.clone();
    try {
      for (;;) {
        // The sender lives as long as the barrier, which whoever waits borrows.
        yield* wait(receiver.changed());
        const seen = yield* receiver.borrow();
        const last = seen.value;
        yield* seen.drop();
        if (last >= generation) return;
      }
    } finally {
      yield* receiver.drop();
    }
  }
}
