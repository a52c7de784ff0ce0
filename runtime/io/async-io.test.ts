import { describe, expect, it } from "vitest";
import { catchUnwind, type IoResult, type Op } from "../../sim/index.ts";
import type { Future } from "../future/future.ts";
import type { Poll } from "../future/poll.ts";
import { pollOnce } from "../future/testing/drive.ts";
import { runClean } from "../future/testing/run.ts";
import { withBudget } from "../task/coop.ts";
import { BufReader } from "./buf-reader.ts";
import { ByteVec } from "./byte-vec.ts";
import { copy } from "./copy.ts";
import { copyBidirectional } from "./copy-bidirectional.ts";
import { readLine } from "./lines.ts";
import { read } from "./read.ts";
import { ReadBuf } from "./read-buf.ts";
import { readExact } from "./read-exact.ts";
import { readToEnd } from "./read-to-end.ts";
import { readUntil } from "./read-until.ts";
import { LATER, RESET, Scripted } from "./testing/scripted.ts";
import { decodeUtf8, encodeUtf8 } from "./utf8.ts";
import { flush, shutdown, write } from "./write.ts";
import { writeAll } from "./write-all.ts";

/** What a poll says, in a word: `pending`, the value, or the error's kind. */
function said<T>(poll: Poll<IoResult<T>>): T | string {
  if (!poll.ready) return "pending";
  return poll.value.ok ? poll.value.value : poll.value.error.kind;
}

/** Polls until the future is ready, and drops it: what each poll said. */
function* all<T>(future: Future<IoResult<T>>): Op<(T | string)[]> {
  const answers: (T | string)[] = [];
  for (;;) {
    const poll = yield* pollOnce(future);
    answers.push(said(poll));
    if (!poll.ready) continue;
    yield* future.drop();
    return answers;
  }
}

describe("ReadBuf", () => {
  it("appends, and panics where something does not fit", () => {
    runClean(function* () {
      const buf = new ReadBuf(new Uint8Array(4));
      buf.putSlice(encodeUtf8("ab"));
      buf.unfilled[0] = 0x63;
      buf.advance(1);
      expect(decodeUtf8(buf.filled)).toBe("abc");
      expect([buf.capacity, buf.remaining]).toEqual([4, 1]);
      const tooMuch = yield* catchUnwind(function* () {
        buf.putSlice(encodeUtf8("de"));
      });
      expect(tooMuch.ok ? "" : tooMuch.panic.message).toBe(
        "buf.len() must fit in remaining(); buf.len() = 2, remaining() = 1",
      );
      const tooFar = yield* catchUnwind(function* () {
        buf.advance(2);
      });
      expect(tooFar.ok ? "" : tooFar.panic.message).toBe("filled must not become larger than initialized");
      buf.clear();
      expect(buf.remaining).toBe(4);
    });
  });
});

describe("reading", () => {
  it("reads what there is, once, and 0 at the end", () => {
    runClean(function* () {
      const stream = new Scripted([LATER, "abc"]);
      const into = new Uint8Array(2);
      expect(yield* all(read(stream, into))).toEqual(["pending", 2]);
      expect(yield* all(read(stream, into))).toEqual([1]);
      expect(decodeUtf8(into)).toBe("cb");
      expect(yield* all(read(stream, into))).toEqual([0]);
      expect(yield* all(read(new Scripted([RESET]), into))).toEqual(["ConnectionReset"]);
    });
  });

  it("fills a buffer in as many reads as that takes, or says that the end came early", () => {
    runClean(function* () {
      const into = new Uint8Array(4);
      expect(yield* all(readExact(new Scripted(["ab", LATER, "cdef"]), into))).toEqual(["pending", 4]);
      expect(decodeUtf8(into)).toBe("abcd");
      expect(yield* all(readExact(new Scripted(["ab"]), into))).toEqual(["UnexpectedEof"]);
      expect(yield* all(readExact(new Scripted(["ab", RESET]), into))).toEqual(["ConnectionReset"]);
    });
  });

  it("reads to the end, beyond the first buffer's size, and leaves there what it had when it fails", () => {
    runClean(function* () {
      const into = new ByteVec();
      const long = "x".repeat(100);
      expect(yield* all(readToEnd(new Scripted([long, LATER, "y"]), into))).toEqual(["pending", 101]);
      expect(decodeUtf8(into.slice)).toBe(`${long}y`);
      into.truncate(1);
      expect(yield* all(readToEnd(new Scripted(["ab", RESET]), into))).toEqual(["ConnectionReset"]);
      expect(decodeUtf8(into.take())).toBe("xab");
      expect(into.length).toBe(0);
    });
  });
});

describe("writing", () => {
  it("writes once, flushes and shuts down, each by one call of the writer", () => {
    runClean(function* () {
      const stream = new Scripted([], [LATER, 2]);
      expect(yield* all(write(stream, encodeUtf8("abc")))).toEqual(["pending", 2]);
      expect(yield* all(flush(stream))).toEqual([undefined]);
      expect(yield* all(shutdown(stream))).toEqual([undefined]);
      expect(stream.log).toEqual(["write ab", "flush", "shutdown"]);
    });
  });

  it("writes all, goes on where it was pending, and fails where a writer takes nothing", () => {
    runClean(function* () {
      const stream = new Scripted([], [2, LATER, 1]);
      expect(yield* all(writeAll(stream, encodeUtf8("abcdef")))).toEqual(["pending", undefined]);
      expect(stream.log).toEqual(["write ab", "write c", "write def"]);
      expect(yield* all(writeAll(new Scripted([], [1, 0]), encodeUtf8("ab")))).toEqual(["WriteZero"]);
      expect(yield* all(writeAll(new Scripted([], [1, RESET]), encodeUtf8("ab")))).toEqual(["ConnectionReset"]);
    });
  });
});

describe("copy", () => {
  it("writes all that is read, and flushes before it waits and at the end", () => {
    runClean(function* () {
      const from = new Scripted(["ab", LATER, "cd"]);
      const to = new Scripted([]);
      expect(yield* all(copy(from, to))).toEqual(["pending", 4]);
      expect(to.log).toEqual(["write ab", "flush", "write cd", "flush"]);
    });
  });

  it("reads on while the writer takes nothing, so that the next write is longer", () => {
    runClean(function* () {
      const from = new Scripted(["ab", "cd"]);
      const to = new Scripted([], [LATER]);
      expect(yield* all(copy(from, to))).toEqual(["pending", 4]);
      expect(to.log).toEqual(["write abcd", "flush"]);
    });
  });

  it("keeps no more in its buffer than that holds", () => {
    runClean(function* () {
      const from = new Scripted(["abcde"]);
      const to = new Scripted([], [1]);
      expect(yield* all(copy(from, to, 2))).toEqual([5]);
      expect(to.log).toEqual(["write a", "write b", "write cd", "write e", "flush"]);
    });
  });

  it("fails with its reader, with its writer, and with a writer that takes nothing", () => {
    runClean(function* () {
      expect(yield* all(copy(new Scripted([RESET]), new Scripted([])))).toEqual(["ConnectionReset"]);
      expect(yield* all(copy(new Scripted(["a"]), new Scripted([], [RESET])))).toEqual(["ConnectionReset"]);
      expect(yield* all(copy(new Scripted(["a"]), new Scripted([], [0])))).toEqual(["WriteZero"]);
      // A failure of the read that only tops up the buffer is one, too.
      expect(yield* all(copy(new Scripted(["a", RESET]), new Scripted([], [LATER])))).toEqual(["ConnectionReset"]);
    });
  });

  it("spends budget only where it gets on", () => {
    runClean(function* () {
      const from = new Scripted([LATER, "ab"]);
      const future = copy(from, new Scripted([]));
      const idle = yield* withBudget(1, () => pollOnce(future));
      expect(idle.ready).toBe(false);
      const poll = yield* withBudget(1, () => pollOnce(future));
      expect(said(poll)).toBe(2);
      yield* future.drop();
    });
  });

  it("copies both ways, and shuts down each side when the other is at its end", () => {
    runClean(function* () {
      const a = new Scripted(["to b", LATER]);
      const b = new Scripted([LATER, "to a"]);
      expect(yield* all(copyBidirectional(a, b))).toEqual(["pending", [4, 4]]);
      expect(a.log).toContain("write to a");
      expect(b.log).toContain("write to b");
      expect([a.log, b.log].map((log) => log.filter((call) => call === "shutdown").length)).toEqual([1, 1]);
      expect(yield* all(copyBidirectional(new Scripted([LATER]), new Scripted([RESET])))).toEqual(["ConnectionReset"]);
    });
  });
});

describe("BufReader", () => {
  it("serves small reads from its buffer, and large ones past it", () => {
    runClean(function* () {
      const inner = new Scripted(["abcdef", "gh"]);
      const reader = new BufReader(inner, 4);
      expect(yield* all(read(reader, new Uint8Array(1)))).toEqual([1]);
      expect(decodeUtf8(reader.buffer)).toBe("bcd");
      expect(yield* all(read(reader, new Uint8Array(8)))).toEqual([3]);
      expect(yield* all(read(reader, new Uint8Array(8)))).toEqual([2]);
      expect(inner.log).toEqual(["read 4", "read 2"]);
      yield* reader.drop();
    });
  });

  it("reads up to a delimiter or the end", () => {
    runClean(function* () {
      const reader = new BufReader(new Scripted(["ab;c", LATER, "d"]), 8);
      const into = new ByteVec();
      expect(yield* all(readUntil(reader, 0x3b, into))).toEqual([3]);
      expect(decodeUtf8(into.take())).toBe("ab;");
      expect(yield* all(readUntil(reader, 0x3b, into))).toEqual(["pending", 2]);
      expect(decodeUtf8(into.take())).toBe("cd");
      expect(yield* all(readUntil(reader, 0x3b, into))).toEqual([0]);
      yield* reader.drop();
    });
  });

  it("gives lines without their ends, over the edges of its buffer, and null after the last", () => {
    runClean(function* () {
      const reader = new BufReader(new Scripted(["one\r\ntw", LATER, "o\n\nth€"]), 3);
      const lines = reader.lines();
      expect(yield* all(lines.nextLine())).toEqual(["one"]);
      expect(yield* all(lines.nextLine())).toEqual(["pending", "two"]);
      expect(yield* all(lines.nextLine())).toEqual([""]);
      expect(yield* all(lines.nextLine())).toEqual(["th€"]);
      expect(yield* all(lines.nextLine())).toEqual([null]);
      yield* lines.drop();
    });
  });

  it("keeps the part of a line that a dropped nextLine had read; a dropped readLine loses it", () => {
    runClean(function* () {
      const lines = new BufReader(new Scripted(["ab", LATER, "c\n"]), 8).lines();
      const first = lines.nextLine();
      expect((yield* pollOnce(first)).ready).toBe(false);
      yield* first.drop();
      expect(yield* all(lines.nextLine())).toEqual(["abc"]);
      yield* lines.drop();

      const reader = new BufReader(new Scripted(["ab", LATER, "c\n"]), 8);
      const lost = readLine(reader);
      expect((yield* pollOnce(lost)).ready).toBe(false);
      yield* lost.drop();
      expect(yield* all(readLine(reader))).toEqual(["c\n"]);
      yield* reader.drop();
    });
  });

  it("says that a line is no text, and fails with its reader", () => {
    runClean(function* () {
      const bytes = [0xff, 0x0a];
      const reader: ConstructorParameters<typeof BufReader>[0] = {
        *pollRead(_cx, buf) {
          buf.putSlice(Uint8Array.from(bytes.splice(0)));
          return { ready: true, value: { ok: true, value: undefined } };
        },
      };
      expect(yield* all(readLine(new BufReader(reader)))).toEqual(["InvalidData"]);
      expect(yield* all(new BufReader(new Scripted([RESET])).lines().nextLine())).toEqual(["ConnectionReset"]);
    });
  });
});
