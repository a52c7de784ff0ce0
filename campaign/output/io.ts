/** The two streams that the command line writes to: those of the process, or a test's. */
import type { WriteStream } from "node:tty";

export interface Io {
  readonly stdout: Stream;
  readonly stderr: Stream;
}

/** What of a stream is used; the others are there on terminals only. */
export type Stream = Pick<NodeJS.WritableStream, "write" | "on"> &
  Partial<Pick<WriteStream, "isTTY" | "columns" | "hasColors">>;
