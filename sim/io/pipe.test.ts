import { describe, expect, it } from "vitest";
import { ambient } from "../ambient.ts";
import { UnsafeCell } from "../cell/unsafe-cell.ts";
import type { Op } from "../op.ts";
import { runStruck } from "../testing/struck.ts";
import { runClean, sweep } from "../testing/sweep.ts";
import { now } from "../thread/sleep.ts";
import { spawn } from "../thread/spawn.ts";
import { EPOLLERR, EPOLLHUP, EPOLLIN, EPOLLOUT, READABLE, type SysEvent, WRITABLE } from "./epoll.ts";
import type { IoResult } from "./io-error.ts";
import { pipe, type SysPipeWriter } from "./pipe-ends.ts";
import { Poller } from "./poller.ts";

const SECOND = 1_000_000_000;
const BROAD = { chance: 1, minNs: SECOND, maxNs: SECOND };

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

function* outcome(op: Op<IoResult<Uint8Array | number>>): Op<number[] | number | string> {
  const result = yield* op;
  if (!result.ok) return result.error.kind;
  return typeof result.value === "number" ? result.value : [...result.value];
}

/** A small pipe, both of its ends registered: reader 1, writer 2. */
function* watched(capacity: number) {
  const { reader, writer } = pipe({ capacity });
  const poller = new Poller();
  yield* poller.register(reader, 1, READABLE);
  yield* poller.register(writer, 2, WRITABLE);
  const told = function* (timeoutNs = 0): Op<SysEvent[]> {
    const events: SysEvent[] = [];
    yield* poller.poll(events, timeoutNs);
    return events;
  };
  return { reader, writer, told };
}

const IN = { token: 1, readiness: EPOLLIN };
const OUT = { token: 2, readiness: EPOLLOUT };

describe("a pipe", () => {
  it("gives back what went in, in order, as much as is asked for", () => {
    runClean(function* () {
      const { reader, writer } = pipe();
      expect(yield* outcome(reader.read(4))).toBe("WouldBlock");
      expect(yield* outcome(writer.write(bytes(1, 2, 3)))).toBe(3);
      expect(yield* outcome(writer.write(bytes()))).toBe(0);
      expect(yield* outcome(writer.write(bytes(4, 5)))).toBe(2);
      expect(yield* outcome(reader.read(0))).toEqual([]);
      expect(yield* outcome(reader.read(2))).toEqual([1, 2]);
      expect(yield* outcome(reader.read(2))).toEqual([3, 4]);
      expect(yield* outcome(reader.read(2))).toEqual([5]);
      expect(yield* outcome(reader.read(2))).toBe("WouldBlock");
    });
  });

  it("keeps its own copy of what was written", () => {
    runClean(function* () {
      const { reader, writer } = pipe();
      const buffer = bytes(1, 2);
      yield* writer.write(buffer);
      buffer.fill(9);
      expect(yield* outcome(reader.read(2))).toEqual([1, 2]);
    });
  });

  it("takes small writes whole or not at all, and of larger ones what fits", () => {
    runClean(function* () {
      const { reader, writer } = pipe({ capacity: 6000 });
      expect(yield* outcome(writer.write(new Uint8Array(4000)))).toBe(4000);
      expect(yield* outcome(writer.write(new Uint8Array(2001)))).toBe("WouldBlock");
      expect(yield* outcome(writer.write(new Uint8Array(2000)))).toBe(2000);
      expect(yield* outcome(writer.write(new Uint8Array(9000)))).toBe("WouldBlock");
      yield* reader.read(5000);
      expect(yield* outcome(writer.write(new Uint8Array(9000)))).toBe(5000);
    });
  });

  it("is readable with each write, and writable again where it was not", () => {
    runClean(function* () {
      const { reader, writer, told } = yield* watched(4);
      expect(yield* told()).toEqual([OUT]);
      yield* writer.write(bytes(1));
      expect(yield* told()).toEqual([IN]);
      yield* writer.write(bytes(2, 3));
      expect(yield* told()).toEqual([IN]);
      yield* reader.read(1);
      expect(yield* told()).toEqual([]);
      yield* reader.read(2);
      expect(yield* told()).toEqual([OUT]);
    });
  });

  it("ends for the reader once all is read and the writer closed", () => {
    runClean(function* () {
      const { reader, writer, told } = yield* watched(4);
      yield* writer.write(bytes(1, 2));
      yield* told();
      yield* writer.close();
      expect(yield* told()).toEqual([{ token: 1, readiness: EPOLLIN | EPOLLHUP }]);
      expect(yield* outcome(reader.read(9))).toEqual([1, 2]);
      expect(yield* outcome(reader.read(9))).toEqual([]);
      expect(yield* outcome(writer.write(bytes(1)))).toBe("Other");
    });
  });

  it("breaks for the writer once no reader is left", () => {
    runClean(function* () {
      const { reader, writer, told } = yield* watched(4);
      const twin = reader.duplicate();
      yield* writer.write(bytes(1, 2, 3, 4));
      yield* told();
      yield* reader.close();
      expect(yield* outcome(reader.read(1))).toBe("Other");
      expect(yield* told()).toEqual([]);
      expect(yield* outcome(twin.read(1))).toEqual([1]);
      yield* twin.close();
      expect(yield* told()).toEqual([{ token: 2, readiness: EPOLLERR }]);
      expect(yield* outcome(writer.write(bytes(1)))).toBe("BrokenPipe");
    });
  });

  it("tells both descriptors of one end", () => {
    runClean(function* () {
      const { reader, writer } = pipe();
      const poller = new Poller();
      yield* poller.register(reader, 1, READABLE);
      yield* poller.register(reader.duplicate(), 2, READABLE);
      yield* writer.write(bytes(1));
      const events: SysEvent[] = [];
      yield* poller.poll(events, 0);
      expect(events.map(({ token }) => token)).toEqual([1, 2]);
    });
  });

  it("orders what the writer did before a write, or a close, before the read that sees it", () => {
    const model = (end: (writer: SysPipeWriter) => Op<unknown>) =>
      function* (): Op<void> {
        const { reader, writer } = pipe();
        const data = new UnsafeCell(0, "data");
        const other = yield* spawn(function* () {
          yield* data.set(1);
          yield* end(writer);
        }, "writer");
        if ((yield* reader.read(1)).ok) yield* data.get();
        yield* other.join();
      };
    expect(sweep(model((writer) => writer.write(bytes(1)))).kinds).toEqual(["clean"]);
    expect(sweep(model((writer) => writer.close())).kinds).toEqual(["clean"]);
  });

  it("refuses a capacity that is none", () => {
    expect(() =>
      runClean(function* () {
        pipe({ capacity: 0 });
      }),
    ).toThrow("a pipe of 0 bytes: give it a whole number of at least 1");
  });
});

describe("a pipe under faults", () => {
  it("lets a read get less, and the rest with an edge later", () => {
    runStruck(
      function* () {
        const { reader, writer, told } = yield* watched(8);
        yield* writer.write(bytes(1, 2, 3));
        yield* told();
        expect(yield* outcome(reader.read(3))).toEqual([1, 2]);
        yield* writer.write(bytes(4));
        expect(yield* told()).toEqual([]);
        expect(yield* outcome(reader.read(3))).toBe("WouldBlock");
        expect([yield* told(9 * SECOND), now()]).toEqual([[IN], SECOND]);
        expect(yield* outcome(reader.read(1))).toEqual([3]);
      },
      { shortRead: BROAD },
    );
  });

  it("hides the end of what is withheld", () => {
    runStruck(
      function* () {
        const { reader, writer, told } = yield* watched(8);
        yield* writer.write(bytes(1, 2));
        yield* reader.read(2);
        yield* writer.close();
        yield* told();
        expect(yield* outcome(reader.read(2))).toBe("WouldBlock");
        expect(yield* told(9 * SECOND)).toEqual([{ token: 1, readiness: EPOLLIN | EPOLLHUP }]);
      },
      { shortRead: BROAD },
    );
  });

  it("lets no read block once the reader was told of the end", () => {
    const { faults } = runStruck(
      function* () {
        const { reader, writer } = pipe();
        yield* writer.write(bytes(1, 2));
        yield* writer.close();
        expect(yield* outcome(reader.read(9))).toEqual([1, 2]);
      },
      { shortRead: BROAD, wouldBlock: { ...BROAD, chance: 0 } },
    );
    expect(faults.counts()[0]).toMatchObject({ fault: "shortRead", offered: 0 });
  });

  it("lets a write that need not be whole be short, and is as if full until the edge", () => {
    const { faults } = runStruck(
      function* () {
        const { writer, told } = yield* watched(8);
        yield* told();
        expect(yield* outcome(writer.write(bytes(1, 2, 3)))).toBe(3);
        expect(yield* outcome(writer.write(new Uint8Array(9)))).toBe(4);
        expect(yield* outcome(writer.write(bytes(1)))).toBe("WouldBlock");
        expect(yield* told()).toEqual([IN]);
      },
      { shortWrite: BROAD },
    );
    expect(faults.counts()).toMatchObject([{ offered: 1, struck: 1 }]);
  });

  it("lets a write block although it need not, until the edge", () => {
    runStruck(
      function* () {
        const { writer, told } = yield* watched(8);
        yield* told();
        expect(yield* outcome(writer.write(bytes(1)))).toBe("WouldBlock");
        expect([yield* told(9 * SECOND), now()]).toEqual([[OUT], SECOND]);
        expect(yield* outcome(writer.write(bytes(1)))).toBe(1);
      },
      { wouldBlock: { ...BROAD, most: 1 } },
    );
  });

  it("lets a read block although it need not, until the edge", () => {
    runStruck(
      function* () {
        const { reader, writer, told } = yield* watched(8);
        ambient().faults.ended = true;
        yield* writer.write(bytes(7));
        yield* told();
        ambient().faults.ended = false;
        expect(yield* outcome(reader.read(1))).toBe("WouldBlock");
        expect([yield* told(9 * SECOND), now()]).toEqual([[IN], SECOND]);
        expect(yield* outcome(reader.read(1))).toEqual([7]);
      },
      { wouldBlock: { ...BROAD, most: 1 } },
    );
  });
});
