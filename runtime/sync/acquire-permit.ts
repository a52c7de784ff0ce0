/** What tokio's `async fn acquire` and its kin come to: waits for the permits, and makes a value of them. */
import { type Arc, type Op, Owned, panic } from "../../sim/index.ts";
import type { Context } from "../future/context.ts";
import type { Future } from "../future/future.ts";
import { PENDING, type Poll, ready } from "../future/poll.ts";
import type { Result } from "../future/result.ts";
import type { Acquire } from "./acquire.ts";
import type { BatchSemaphore } from "./batch-semaphore.ts";

export class AcquirePermit<P> extends Owned implements Future<Result<P, "closed">> {
  readonly sort = "acquire";
  private readonly inner: Acquire;
  private readonly permit: () => P;
  /** Of the semaphore, for an owned permit: passed on to that, or dropped. */
  private readonly share: Arc<unknown> | null;
  private state: "waiting" | "acquired" | "closed" = "waiting";

  /** Use the semaphore's `acquire`. */
  constructor(semaphore: BatchSemaphore, count: number, permit: () => P, share: Arc<unknown> | null) {
    super(null);
    this.inner = semaphore.acquire(count);
    this.permit = permit;
    this.share = share;
  }

  *poll(cx: Context): Op<Poll<Result<P, "closed">>> {
    this.use("poll()");
    if (this.state !== "waiting") panic("`async fn` resumed after completion");
    const polled = yield* this.inner.poll(cx);
    if (!polled.ready) return PENDING;
    if (!polled.value.ok) {
      this.state = "closed";
      return polled as Poll<Result<P, "closed">>;
    }
    this.state = "acquired";
    return ready({ ok: true, value: this.permit() });
  }

  *drop(): Op<void> {
    this.consume("dropped");
    try {
      yield* this.inner.drop();
    } finally {
      if (this.state !== "acquired" && this.share !== null) yield* this.share.drop();
    }
  }
}
