/** Permits of a semaphore as a value, or the semaphore was closed. */
import type { Arc } from "../../sim/index.ts";
import { IS_CLOSED, type Result } from "../future/result.ts";
import { Acquiring } from "./acquiring.ts";
import type { BatchSemaphore } from "./batch-semaphore.ts";

export class AcquirePermit<P> extends Acquiring<Result<P, "closed">> {
  readonly sort = "acquire";
  private readonly permit: () => P;

  /** Use the semaphore's `acquire`. `share`: of the semaphore, for an owned permit. */
  constructor(semaphore: BatchSemaphore, count: number, permit: () => P, share: Arc<unknown> | null) {
    super(semaphore, count, share);
    this.permit = permit;
  }

  protected acquired(): Result<P, "closed"> {
    return { ok: true, value: this.permit() };
  }

  protected closed(): Result<P, "closed"> {
    return IS_CLOSED;
  }
}
