/** `tokio::io::AsyncRead`: where bytes come from. */
import type { IoResult, Op } from "../../sim/index.ts";
import type { Context } from "../future/context.ts";
import type { Poll } from "../future/poll.ts";
import type { ReadBuf } from "./read-buf.ts";

export interface AsyncRead {
  /** Appends what there is to `buf`. Ready with nothing appended: the end, or `buf` was full. */
  pollRead(cx: Context, buf: ReadBuf): Op<Poll<IoResult<void>>>;
}
