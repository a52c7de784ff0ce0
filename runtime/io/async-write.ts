/** `tokio::io::AsyncWrite`: where bytes go to. */
import type { IoResult, Op } from "../../sim/index.ts";
import type { Context } from "../future/context.ts";
import type { Poll } from "../future/poll.ts";

export interface AsyncWrite {
  /** Takes some of `bytes`, and says how many: it may be fewer than all. */
  pollWrite(cx: Context, bytes: Uint8Array): Op<Poll<IoResult<number>>>;
  /** Ready once all that was taken is on its way. */
  pollFlush(cx: Context): Op<Poll<IoResult<void>>>;
  /** Ready once the other side was told that no more comes. Nothing may be written from the first call on. */
  pollShutdown(cx: Context): Op<Poll<IoResult<void>>>;
}
