/**
 * A pool of workers, bounded by permits: who dispatches takes one for each job, and the job gives it back. The
 * results come through a channel; when all permits can be had at once, all jobs are done.
 */
import { scenario } from "../../properties/index.ts";
import { blockOn, mpsc, type OwnedSemaphorePermit, Semaphore } from "../../runtime/index.ts";
import { Arc, AtomicUsize, assert, type Op, spawn } from "../../sim/index.ts";

const WORKERS = 2;
const JOBS = 3;

class Pool {
  private readonly running = new AtomicUsize(0, "running");

  *work(job: number, permit: OwnedSemaphorePermit, results: mpsc.UnboundedSender<number>): Op<void> {
    assert((yield* this.running.fetchAdd(1, "Relaxed")) < WORKERS, "more jobs run than there are permits");
    const sent = yield* results.send(job);
    assert(sent.ok, "who waits for the results is gone");
    yield* results.drop();
    yield* this.running.fetchSub(1, "Relaxed");
    // Last: the next job may begin.
    yield* permit.drop();
  }
}

export const workerPool = scenario({
  name: "sync/worker-pool",
  about: "Three jobs on threads of their own, at most two at a time; main dispatches them and waits for all.",
  source: 'tokio sync/semaphore.rs: "Limit the number of simultaneously opened", acquire_many as a wait for all',
  *model() {
    const permits = new Arc(new Semaphore(WORKERS, "permits"), "permits");
    const [results, all] = yield* mpsc.unboundedChannel<number>({ name: "results", blockSlots: 1 });
    const pool = new Pool();
    const threads = [];
    for (let job = 0; job < JOBS; job++) {
      const permit = yield* blockOn(yield* Semaphore.acquireOwned(yield* permits.clone()));
      assert(permit.ok, "a semaphore that nobody closed gives no permit");
      const sender = yield* results.clone();
      threads.push(yield* spawn(() => pool.work(job, permit.value, sender), `job ${job}`));
    }
    yield* results.drop();
    const every = yield* blockOn(yield* Semaphore.acquireOwned(permits, WORKERS));
    assert(every.ok, "a semaphore that nobody closed gives no permits");
    assert((yield* all.len()) === JOBS, "all permits are back, but not all results are there");
    yield* all.drop();
    yield* every.value.drop();
    for (const thread of threads) yield* thread.join();
  },
});
