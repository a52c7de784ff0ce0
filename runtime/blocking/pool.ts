/**
 * `BlockingPool`: threads for what blocks, as many as there is work for, up to a cap. One lock holds
 * the queue and all that is decided by: a task that was queued is run, or cancelled by the shutdown.
 */
import { type Op, panic, panicking } from "../../sim/index.ts";
import { Inner } from "./inner.ts";
import type { BlockingOptions } from "./options.ts";
import { channel, type Receiver } from "./shutdown.ts";
import { Spawner } from "./spawner.ts";

export class BlockingPool {
  readonly spawner: Spawner;
  private readonly inner: Inner;
  private readonly shutdownRx: Receiver;

  constructor(options: BlockingOptions) {
    const label = options.label ?? "blocking";
    const { sender, receiver } = channel(label);
    this.inner = new Inner(options, sender, label);
    this.spawner = new Spawner(this.inner);
    this.shutdownRx = receiver;
  }

  /**
   * No more tasks from now on; those in the queue are cancelled by the threads, or run where that was
   * promised. Waits for the threads for `timeoutNs`, null for as long as it takes, and joins them if
   * they are done by then. A second call does nothing.
   */
  *shutdown(timeoutNs: number | null): Op<void> {
    const { inner } = this;
    const shared = yield* inner.shared.lock("ignore");
    const state = shared.value;
    if (state.shutdown) {
      yield* shared.drop();
      return;
    }
    state.shutdown = true;
    const { shutdownTx, lastExitingThread, workerThreads } = state;
    state.shutdownTx = null;
    if (shutdownTx !== null) yield* shutdownTx.drop();
    yield* inner.condvar.notifyAll();
    state.lastExitingThread = null;
    state.workerThreads = new Map();
    yield* shared.drop();
    if (!(yield* this.wait(timeoutNs))) return;
    if (lastExitingThread !== null) yield* lastExitingThread.join();
    for (const thread of workerThreads.values()) yield* thread.join();
  }

  /** Shuts down and waits for the threads. */
  *drop(): Op<void> {
    yield* this.shutdown(null);
    // With threads still there, these see to the queue.
    if ((yield* this.spawner.numThreads()) === 0) yield* this.dropQueue();
  }

  private *wait(timeoutNs: number | null): Op<boolean> {
    if (timeoutNs !== 0 && this.inner.options.mayBlock?.() === false) {
      if (panicking()) return false;
      panic(
        "Cannot drop a runtime in a context where blocking is not allowed. This happens when a runtime is dropped from within an asynchronous context.",
      );
    }
    return yield* this.shutdownRx.wait(timeoutNs);
  }

  /** What was left by a thread that the system did not give; it goes with the memory of the pool. */
  private *dropQueue(): Op<void> {
    for (;;) {
      const shared = yield* this.inner.shared.lock("ignore");
      const next = yield* this.inner.popQueued(shared.value);
      yield* shared.drop();
      if (next === null) return;
      yield* next.task.drop();
    }
  }
}
