/**
 * Waits for permits and makes a value of them: what tokio's `async fn acquire`, `async fn lock` and their kin come
 * to. Dropped before it is ready, it leaves the queue and gives back what it was assigned.
 */
import { type Arc, type Op, Owned, panic } from "../../sim/index.ts";
import type { Context } from "../future/context.ts";
import type { Future } from "../future/future.ts";
import { PENDING, type Poll, ready } from "../future/poll.ts";
import type { Acquire } from "./acquire.ts";
import type { BatchSemaphore } from "./batch-semaphore.ts";

export abstract class Acquiring<R> extends Owned implements Future<R> {
  private readonly inner: Acquire;
  /** Of what is acquired, for an owned value: passed on to that, or dropped. */
  private readonly share: Arc<unknown> | null;
  private state: "waiting" | "acquired" | "closed" = "waiting";

  constructor(semaphore: BatchSemaphore, count: number, share: Arc<unknown> | null) {
    super(null);
    this.inner = semaphore.acquire(count);
    this.share = share;
  }

  *poll(cx: Context): Op<Poll<R>> {
    this.use("poll()");
    if (this.state !== "waiting") panic("`async fn` resumed after completion");
    const polled = yield* this.inner.poll(cx);
    if (!polled.ready) return PENDING;
    this.state = polled.value.ok ? "acquired" : "closed";
    return ready(polled.value.ok ? this.acquired() : this.closed());
  }

  *drop(): Op<void> {
    this.consume("dropped");
    try {
      yield* this.inner.drop();
    } finally {
      if (this.state !== "acquired" && this.share !== null) yield* this.share.drop();
    }
  }

  /** Takes the permits over, and the share. */
  protected abstract acquired(): R;

  protected abstract closed(): R;
}
