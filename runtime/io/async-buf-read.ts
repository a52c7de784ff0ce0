/** `tokio::io::AsyncBufRead`: a reader with bytes of its own that may be looked at before they are taken. */
import type { IoResult, Op } from "../../sim/index.ts";
import type { Context } from "../future/context.ts";
import type { Poll } from "../future/poll.ts";
import type { AsyncRead } from "./async-read.ts";

export interface AsyncBufRead extends AsyncRead {
  /** What is there, and more only where nothing was; empty at the end. A view, until `consume`. */
  pollFillBuf(cx: Context): Op<Poll<IoResult<Uint8Array>>>;
  /** `n` bytes of what `pollFillBuf` gave were taken. */
  consume(n: number): void;
}
