/** For the tests of readers and writers: a stream whose every answer is written down. Nobody is ever woken. */
import { IoError, type IoResult, type Op } from "../../../sim/index.ts";
import type { Context } from "../../future/context.ts";
import { PENDING, type Poll } from "../../future/poll.ts";
import type { AsyncRead } from "../async-read.ts";
import type { AsyncWrite } from "../async-write.ts";
import { done, failed, READY_DONE } from "../io-errors.ts";
import type { ReadBuf } from "../read-buf.ts";
import { decodeUtf8, encodeUtf8 } from "../utf8.ts";

export const RESET = new IoError("ConnectionReset");

/** Text to be read, or not yet, or a failure. */
export type Reads = string | "pending…" | typeof RESET;
/** How much a write takes, or not yet, or a failure. */
export type Writes = number | "pending…" | typeof RESET;

export const LATER = "pending…";

export class Scripted implements AsyncRead, AsyncWrite {
  /** What was called, and what was written. */
  readonly log: string[] = [];
  private readonly reads: (Reads | Uint8Array)[];
  private readonly writes: Writes[];

  /** After the last of `reads` the stream is at its end; after the last of `writes` it takes all. */
  constructor(reads: readonly Reads[], writes: readonly Writes[] = []) {
    this.reads = [...reads];
    this.writes = [...writes];
  }

  *pollRead(_cx: Context, buf: ReadBuf): Op<Poll<IoResult<void>>> {
    const next = this.reads.shift() ?? "";
    if (next === LATER) return PENDING;
    if (typeof next !== "string" && !(next instanceof Uint8Array)) return failed(next);
    const bytes = typeof next === "string" ? encodeUtf8(next) : next;
    const now = bytes.subarray(0, buf.remaining);
    buf.putSlice(now);
    if (now.length < bytes.length) this.reads.unshift(bytes.subarray(now.length));
    this.log.push(`read ${now.length}`);
    return READY_DONE;
  }

  *pollWrite(_cx: Context, bytes: Uint8Array): Op<Poll<IoResult<number>>> {
    const next = this.writes.shift() ?? bytes.length;
    if (next === LATER) return PENDING;
    if (typeof next !== "number") return failed(next);
    const taken = bytes.subarray(0, next);
    this.log.push(`write ${decodeUtf8(taken)}`);
    return done(taken.length);
  }

  *pollFlush(_cx: Context): Op<Poll<IoResult<void>>> {
    this.log.push("flush");
    return READY_DONE;
  }

  *pollShutdown(_cx: Context): Op<Poll<IoResult<void>>> {
    this.log.push("shutdown");
    return READY_DONE;
  }
}
