/** tokio's `Instant::now()`: the clock of the runtime that this thread is in, which may be paused; else virtual time. */
import { now } from "../../sim/index.ts";
import { tryCurrentHandle } from "../context.ts";

/** In ns. No step. */
export function instantNow(): number {
  return tryCurrentHandle()?.driver.clock.now() ?? now();
}

/** tokio's `Instant::far_future`: 30 years from now. */
export function farFuture(): number {
  return instantNow() + 86_400 * 365 * 30 * 1e9;
}
