/** Two tasks on two workers, each woken twice by a task that it spawned: the first wake may meet its registration. */
import { scenario } from "../../properties/index.ts";
import {
  AtomicWaker,
  async_,
  type Context,
  PENDING,
  type Poll,
  pollFn,
  READY,
  spawn,
  wait,
} from "../../runtime/index.ts";
import { Arc, AtomicUsize, type Op } from "../../sim/index.ts";
import { AllArrived } from "./support/counting.ts";
import { pool } from "./support/pool.ts";

class MultiGate {
  private readonly waker = new AtomicWaker("gate");
  private readonly count = new AtomicUsize(0, "count");

  *openTwice(): Op<void> {
    for (let i = 1; i < 3; i++) {
      yield* this.count.store(i, "SeqCst");
      yield* this.waker.wake();
    }
  }

  *pass(cx: Context): Op<Poll<void>> {
    yield* this.waker.registerByRef(cx.waker);
    return (yield* this.count.load("SeqCst")) < 2 ? PENDING : READY;
  }

  drop(): Op<void> {
    return this.waker.drop();
  }
}

function* opens(gate: Arc<MultiGate>): Op<void> {
  try {
    yield* (yield* gate.get()).openTwice();
  } finally {
    yield* gate.drop();
  }
}

function* multiGated(arrived: AllArrived): Op<void> {
  const gate = new Arc(new MultiGate(), "gate");
  try {
    const theirs = yield* gate.clone();
    const join = yield* spawn(
      async_(() => opens(theirs), { captures: [theirs] }),
      "opener",
    );
    yield* join.drop();
    const content = yield* gate.get();
    yield* wait(pollFn((cx) => content.pass(cx)));
    yield* arrived.arrive();
  } finally {
    yield* gate.drop();
  }
}

export const multiThreadPoolMultiNotify = scenario({
  name: "scheduler/multi-thread-pool-multi-notify",
  about: "Two tasks on two workers are woken twice each, by tasks that they spawned.",
  source: "tokio runtime/tests/loom_multi_thread.rs: pool_multi_notify",
  *model() {
    const runtime = yield* pool(2);
    const arrived = new AllArrived(2);
    for (const name of ["left", "right"]) {
      const join = yield* runtime.spawn(
        async_(() => multiGated(arrived)),
        name,
      );
      yield* join.drop();
    }
    yield* arrived.wait();
    yield* runtime.drop();
  },
});
