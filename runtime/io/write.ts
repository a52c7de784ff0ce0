/** `AsyncWriteExt::write`, `flush` and `shutdown`: one call of the writer each. Cancel safe. */
import type { IoResult } from "../../sim/index.ts";
import type { Future } from "../future/future.ts";
import { pollFn } from "../future/poll-fn.ts";
import type { AsyncWrite } from "./async-write.ts";

/** How many of `bytes` were taken: some, not always all. A dropped one has written nothing. Borrows the writer. */
export function write(writer: AsyncWrite, bytes: Uint8Array): Future<IoResult<number>> {
  return pollFn((cx) => writer.pollWrite(cx, bytes));
}

/** Ready once all that was written is on its way. Borrows the writer. */
export function flush(writer: AsyncWrite): Future<IoResult<void>> {
  return pollFn((cx) => writer.pollFlush(cx));
}

/** Ready once the other side was told that no more comes. Borrows the writer. */
export function shutdown(writer: AsyncWrite): Future<IoResult<void>> {
  return pollFn((cx) => writer.pollShutdown(cx));
}
