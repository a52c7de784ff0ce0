/** `tokio::io::copy`: all of a reader into a writer, which is flushed and not shut down. Not cancel safe. */
import type { IoResult } from "../../sim/index.ts";
import type { Future } from "../future/future.ts";
import { pollFn } from "../future/poll-fn.ts";
import type { AsyncRead } from "./async-read.ts";
import type { AsyncWrite } from "./async-write.ts";
import { COPY_BUFFER_SIZE, CopyBuffer } from "./copy-buffer.ts";

/** How many bytes were copied when the reader came to its end. Borrows both; `size` is the buffer's between them. */
export function copy(reader: AsyncRead, writer: AsyncWrite, size = COPY_BUFFER_SIZE): Future<IoResult<number>> {
  const buffer = new CopyBuffer(size);
  return pollFn((cx) => buffer.pollCopy(cx, reader, writer));
}
