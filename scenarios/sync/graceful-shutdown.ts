/**
 * Workers are told to stop by a broadcast, finish what they have accepted, and say that they are done by dropping
 * the sender that each of them holds: who told them waits until no such sender is left.
 */
import { scenario } from "../../properties/index.ts";
import { async_, type BroadcastReceiver, blockOn, broadcast, mpsc, select, wait } from "../../runtime/index.ts";
import { assert, type Op, spawn } from "../../sim/index.ts";

const NOTHING_MORE = 1;

class Worker {
  handled = 0;
  private readonly stop: BroadcastReceiver<string>;
  private readonly jobs: mpsc.Receiver<number>;
  private readonly alive: mpsc.Sender<never>;

  constructor(stop: BroadcastReceiver<string>, jobs: mpsc.Receiver<number>, alive: mpsc.Sender<never>) {
    this.stop = stop;
    this.jobs = jobs;
    this.alive = alive;
  }

  *run(): Op<void> {
    while (!(yield* this.isTold()));
    // From here on nothing is accepted; what was, is handled.
    yield* this.jobs.close();
    while ((yield* wait(this.jobs.recv())) !== null) this.handled += 1;
    yield* this.jobs.drop();
    yield* this.stop.drop();
    yield* this.alive.drop();
  }

  private *isTold(): Op<boolean> {
    const next = yield* wait(select([this.jobs.recv(), this.stop.recv()]));
    if (next.branch === NOTHING_MORE) return true;
    if (next.value !== null) this.handled += 1;
    return next.value === null;
  }
}

export const gracefulShutdown = scenario({
  name: "sync/graceful-shutdown",
  about:
    "Main gives a worker jobs and tells it to stop; what it has accepted by then is done when main hears of its end.",
  source: "tokio-rs/mini-redis server.rs: notify_shutdown, shutdown_complete_tx",
  *model() {
    const [tellStop, stop] = yield* broadcast<string>(1, "stop");
    const [sender, jobs] = yield* mpsc.channel<number>(1, { name: "jobs", blockSlots: 1 });
    const [alive, end] = yield* mpsc.channel<never>(1, { name: "alive", blockSlots: 1 });
    const worker = new Worker(stop, jobs, alive);
    const thread = yield* spawn(() => blockOn(async_(() => worker.run())), "worker");
    const source = yield* spawn(function* () {
      let accepted = 0;
      while (accepted < 2 && (yield* blockOn(sender.send(accepted))).ok) accepted += 1;
      yield* sender.drop();
      return accepted;
    }, "source");
    // Where the source was faster, the worker is gone already.
    yield* tellStop.send("stop");
    assert((yield* blockOn(end.recv())) === null, "a worker says something before its end");
    assert(worker.handled === (yield* source.join()), "a job that was accepted is not done at the end");
    yield* thread.join();
    yield* end.drop();
    yield* tellStop.drop();
  },
});
