/** Results of I/O that the runtime makes itself, as tokio's own futures do. */
import { IO_DONE, IoError, type IoResult } from "../../sim/index.ts";
import { type Ready, ready } from "../future/poll.ts";

/** `Poll::Ready(Ok(()))`. */
export const READY_DONE: Ready<IoResult<void>> = ready(IO_DONE);

/** `Poll::Ready(Ok(value))`. */
export function done<T>(value: T): Ready<{ readonly ok: true; readonly value: T }> {
  return ready({ ok: true, value });
}

/** What `?` gives back where a poll was an error. */
export function failed(error: IoError): Ready<{ readonly ok: false; readonly error: IoError }> {
  return ready({ ok: false, error });
}

/** The reader ended before the buffer was full. */
export const EARLY_EOF = new IoError("UnexpectedEof", "early eof");

/** The writer takes nothing more, and says so by taking 0 bytes. */
export const WRITE_ZERO = new IoError("WriteZero", "write zero byte into writer");

/** A line is not text. */
export const NOT_UTF_8 = new IoError("InvalidData", "stream did not contain valid UTF-8");
