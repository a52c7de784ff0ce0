/** Text by lines, after tokio's `io/util/{read_line,lines}.rs`. */
import { dropInPlace, type IoResult, type Op } from "../../sim/index.ts";
import type { Context } from "../future/context.ts";
import type { Future } from "../future/future.ts";
import { PENDING, type Poll } from "../future/poll.ts";
import { pollFn } from "../future/poll-fn.ts";
import type { AsyncBufRead } from "./async-buf-read.ts";
import { ByteVec } from "./byte-vec.ts";
import { done, failed, NOT_UTF_8 } from "./io-errors.ts";
import { Delimited } from "./read-until.ts";
import { decodeUtf8 } from "./utf8.ts";

const NEWLINE = 0x0a;

/** The line that is being read: what there is of it outlives a future that waits for the rest. */
class LineBuffer {
  private readonly bytes = new ByteVec();
  private readonly part = new Delimited(NEWLINE);

  /** The line with its end; empty at the end of the stream. */
  *poll(cx: Context, reader: AsyncBufRead): Op<Poll<IoResult<string>>> {
    const poll = yield* this.part.poll(cx, reader, this.bytes);
    if (!poll.ready) return PENDING;
    if (!poll.value.ok) return failed(poll.value.error);
    const text = decodeUtf8(this.bytes.take());
    return text === null ? failed(NOT_UTF_8) : done(text);
  }
}

export class Lines {
  private readonly reader: AsyncBufRead;
  private readonly line = new LineBuffer();

  /** Use `BufReader.lines`. */
  constructor(reader: AsyncBufRead) {
    this.reader = reader;
  }

  /** The next line without its end, null after the last. Cancel safe: what was read of a line stays here. */
  nextLine(): Future<IoResult<string | null>> {
    return pollFn((cx) => this.pollNextLine(cx));
  }

  *pollNextLine(cx: Context): Op<Poll<IoResult<string | null>>> {
    const poll = yield* this.line.poll(cx, this.reader);
    if (!poll.ready || !poll.value.ok) return poll;
    const text = poll.value.value;
    return done(text === "" ? null : text.replace(/\r?\n$/, ""));
  }

  drop(): Op<void> {
    return dropInPlace(this.reader);
  }
}

/**
 * `AsyncBufReadExt::read_line`: the next line with its end, empty after the last. Not cancel safe: a dropped one
 * takes with it what it had read. Borrows the reader.
 */
export function readLine(reader: AsyncBufRead): Future<IoResult<string>> {
  const line = new LineBuffer();
  return pollFn((cx) => line.poll(cx, reader));
}
