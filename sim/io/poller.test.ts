import { describe, expect, it } from "vitest";
import { ambient } from "../ambient.ts";
import { UnsafeCell } from "../cell/unsafe-cell.ts";
import type { Op } from "../op.ts";
import { runStruck } from "../testing/struck.ts";
import { runClean, runOnce, sweep } from "../testing/sweep.ts";
import { later } from "../thread/later.ts";
import { now, sleep } from "../thread/sleep.ts";
import { spawn } from "../thread/spawn.ts";
import { yieldNow } from "../thread/yield-now.ts";
import { EPOLLERR, EPOLLHUP, EPOLLIN, EPOLLOUT, EPOLLRDHUP, READABLE, type SysEvent, WRITABLE } from "./epoll.ts";
import type { IoResult } from "./io-error.ts";
import { PollWaker } from "./poll-waker.ts";
import { Poller } from "./poller.ts";
import { Source } from "./source.ts";

const SECOND = 1_000_000_000;

/** A source whose levels the test sets. */
class Lamp extends Source {
  private bits = 0;

  levels(): number {
    return this.bits;
  }

  /** As a device would: the levels are these now; `edge` is what is new about them. */
  set(bits: number, edge = bits): void {
    this.bits = bits;
    this.edge(edge);
  }
}

/** What a poll that does not wait tells of. */
function* look(poller: Poller): Op<SysEvent[]> {
  const events: SysEvent[] = [];
  expect(yield* poller.poll(events, 0)).toEqual({ ok: true, value: undefined });
  return events;
}

function* must(op: Op<IoResult<void>>): Op<void> {
  expect(yield* op).toEqual({ ok: true, value: undefined });
}

function* kindOf(op: Op<IoResult<void>>): Op<string> {
  const result = yield* op;
  return result.ok ? "ok" : result.error.kind;
}

/** A poller with a lamp under token 7. */
function* lit(interest: number): Op<{ readonly poller: Poller; readonly lamp: Lamp }> {
  const poller = new Poller({ name: "poller" });
  const lamp = new Lamp("lamp");
  yield* must(poller.register(lamp, 7, interest));
  return { poller, lamp };
}

describe("an edge-triggered poll", () => {
  it("tells of an edge once, although the level stays", () => {
    runClean(function* () {
      const { poller, lamp } = yield* lit(READABLE);
      expect(yield* look(poller)).toEqual([]);
      lamp.set(EPOLLIN);
      expect(yield* look(poller)).toEqual([{ token: 7, readiness: EPOLLIN }]);
      expect(yield* look(poller)).toEqual([]);
    });
  });

  it("tells of another edge while the level stays: more arrived", () => {
    runClean(function* () {
      const { poller, lamp } = yield* lit(READABLE);
      lamp.set(EPOLLIN);
      yield* look(poller);
      lamp.set(EPOLLIN);
      expect(yield* look(poller)).toEqual([{ token: 7, readiness: EPOLLIN }]);
    });
  });

  it("makes one event of several edges, with what holds when it is told", () => {
    runClean(function* () {
      const { poller, lamp } = yield* lit(READABLE | WRITABLE);
      lamp.set(EPOLLIN);
      lamp.set(EPOLLIN | EPOLLRDHUP, EPOLLRDHUP);
      lamp.set(EPOLLIN | EPOLLRDHUP | EPOLLOUT, EPOLLOUT);
      expect(yield* look(poller)).toEqual([{ token: 7, readiness: EPOLLIN | EPOLLRDHUP | EPOLLOUT }]);
      expect(yield* look(poller)).toEqual([]);
    });
  });

  it("tells with an edge of one bit what else holds, as epoll does", () => {
    runClean(function* () {
      const { poller, lamp } = yield* lit(READABLE | WRITABLE);
      lamp.set(EPOLLOUT);
      yield* look(poller);
      lamp.set(EPOLLIN | EPOLLOUT, EPOLLIN);
      expect(yield* look(poller)).toEqual([{ token: 7, readiness: EPOLLIN | EPOLLOUT }]);
    });
  });

  it("does not tell of an edge that is over by then, nor waits less for it", () => {
    runClean(function* () {
      const { poller, lamp } = yield* lit(READABLE);
      lamp.set(EPOLLIN);
      lamp.set(0);
      const events: SysEvent[] = [];
      yield* must(poller.poll(events, SECOND));
      expect([events, now()]).toEqual([[], SECOND]);
    });
  });

  it("tells only of what was asked for, and of errors and hang-ups always", () => {
    runClean(function* () {
      const { poller, lamp } = yield* lit(WRITABLE);
      lamp.set(EPOLLIN | EPOLLRDHUP);
      expect(yield* look(poller)).toEqual([]);
      lamp.set(EPOLLIN | EPOLLERR, EPOLLERR);
      expect(yield* look(poller)).toEqual([{ token: 7, readiness: EPOLLERR }]);
      lamp.set(EPOLLHUP | EPOLLIN | EPOLLOUT, EPOLLHUP);
      expect(yield* look(poller)).toEqual([{ token: 7, readiness: EPOLLHUP | EPOLLOUT }]);
    });
  });

  it("tells in the order in which it came, so many at once as there is capacity for", () => {
    runClean(function* () {
      const poller = new Poller({ capacity: 2 });
      const lamps = [0, 1, 2, 3, 4].map(() => new Lamp());
      for (const [token, lamp] of lamps.entries()) yield* must(poller.register(lamp, token, READABLE));
      for (const token of [3, 0, 4, 1, 2, 3]) lamps[token]?.set(EPOLLIN);
      lamps[4]?.set(0);
      const rounds: number[][] = [];
      for (let round = 0; round < 3; round++) rounds.push((yield* look(poller)).map(({ token }) => token));
      expect(rounds).toEqual([[3, 0], [1, 2], []]);
    });
  });
});

describe("registration", () => {
  it("tells at once of what holds already", () => {
    runClean(function* () {
      const poller = new Poller();
      const lamp = new Lamp();
      lamp.set(EPOLLIN | EPOLLOUT);
      yield* must(poller.register(lamp, 7, READABLE));
      expect(yield* look(poller)).toEqual([{ token: 7, readiness: EPOLLIN }]);
    });
  });

  it("anew arms once more: with the new token and interest, also for what waits to be told", () => {
    runClean(function* () {
      const { poller, lamp } = yield* lit(READABLE);
      lamp.set(EPOLLIN | EPOLLOUT);
      yield* look(poller);
      yield* must(poller.reregister(lamp, 7, READABLE));
      expect(yield* look(poller)).toEqual([{ token: 7, readiness: EPOLLIN }]);
      lamp.set(EPOLLIN | EPOLLOUT);
      yield* must(poller.reregister(lamp, 8, WRITABLE));
      expect(yield* look(poller)).toEqual([{ token: 8, readiness: EPOLLOUT }]);
      lamp.set(0);
      yield* must(poller.reregister(lamp, 9, READABLE));
      expect(yield* look(poller)).toEqual([]);
    });
  });

  it("is refused where it stands already, where there is none, and for what is closed", () => {
    runClean(function* () {
      const { poller, lamp } = yield* lit(READABLE);
      const other = new Poller();
      const dark = new Lamp();
      expect(yield* kindOf(poller.register(lamp, 8, READABLE))).toBe("AlreadyExists");
      expect(yield* kindOf(other.register(lamp, 8, READABLE))).toBe("AlreadyExists");
      expect(yield* kindOf(other.reregister(lamp, 8, READABLE))).toBe("NotFound");
      expect(yield* kindOf(other.deregister(lamp))).toBe("NotFound");
      expect(yield* kindOf(poller.deregister(dark))).toBe("NotFound");
      yield* dark.close();
      expect(yield* kindOf(poller.register(dark, 8, READABLE))).toBe("Other");
      yield* must(poller.deregister(lamp));
      yield* must(other.register(lamp, 8, READABLE));
    });
  });

  it("ends with what was not told yet", () => {
    runClean(function* () {
      const { poller, lamp } = yield* lit(READABLE);
      lamp.set(EPOLLIN);
      yield* must(poller.deregister(lamp));
      lamp.set(EPOLLIN);
      expect(yield* look(poller)).toEqual([]);
      yield* must(poller.register(lamp, 9, READABLE));
      expect(yield* look(poller)).toEqual([{ token: 9, readiness: EPOLLIN }]);
    });
  });

  it("ends where the source is closed, once and for all", () => {
    runClean(function* () {
      const { poller, lamp } = yield* lit(READABLE);
      lamp.set(EPOLLIN);
      yield* lamp.close();
      yield* lamp.close();
      lamp.set(EPOLLIN);
      expect(yield* look(poller)).toEqual([]);
      expect(yield* kindOf(poller.deregister(lamp))).toBe("NotFound");
    });
  });
});

describe("a poll that waits", () => {
  it("ends with an event, or when its time is up", () => {
    runClean(function* () {
      const { poller, lamp } = yield* lit(READABLE);
      later(SECOND, () => lamp.set(EPOLLIN));
      const events: SysEvent[] = [{ token: 1, readiness: 1 }];
      yield* must(poller.poll(events, 5 * SECOND));
      expect([events, now()]).toEqual([[{ token: 7, readiness: EPOLLIN }], SECOND]);
      yield* must(poller.poll(events, 5 * SECOND));
      expect([events, now()]).toEqual([[], 6 * SECOND]);
    });
  });

  it("goes on waiting, for the same time, where the event is over before it looks", () => {
    let over = 0;
    const model = function* (): Op<void> {
      const { poller, lamp } = yield* lit(READABLE);
      const flash = yield* spawn(function* () {
        yield* sleep(SECOND);
        lamp.set(EPOLLIN);
        yield* yieldNow();
        lamp.set(0);
      }, "flash");
      const events: SysEvent[] = [];
      yield* must(poller.poll(events, 2 * SECOND));
      yield* flash.join();
      if (events.length === 0) over++;
      expect(now()).toBe(events.length === 0 ? 2 * SECOND : SECOND);
    };
    expect(sweep(model, { runs: 50 }).kinds).toEqual(["clean"]);
    expect(over).toBeGreaterThan(5);
    expect(over).toBeLessThan(45);
  });

  it("gives each event to one of the threads that poll", () => {
    const model = function* (): Op<void> {
      const { poller, lamp } = yield* lit(READABLE);
      const told: number[] = [];
      const listen = function* (): Op<void> {
        const events: SysEvent[] = [];
        yield* must(poller.poll(events, SECOND));
        told.push(events.length);
      };
      const left = yield* spawn(listen, "left");
      const right = yield* spawn(listen, "right");
      lamp.set(EPOLLIN);
      yield* left.join();
      yield* right.join();
      expect(told.sort()).toEqual([0, 1]);
    };
    expect(sweep(model, { runs: 50 }).kinds).toEqual(["clean"]);
  });

  it("is a lost wakeup where nothing ever comes", () => {
    const { finding } = runOnce(function* () {
      const { poller } = yield* lit(READABLE);
      yield* poller.poll([], null);
    });
    expect(finding?.kind).toBe("lost-wakeup");
    expect(finding?.message).toContain("waits for events of poller");
  });

  it("sees what was done before the last edge that it is told of, and before any edge of an appointment", () => {
    const model = (inOrder: boolean) =>
      function* (): Op<void> {
        const { poller, lamp } = yield* lit(READABLE);
        const data = new UnsafeCell(0, "data");
        yield* spawn(function* () {
          lamp.set(EPOLLIN);
          yield* yieldNow();
          if (inOrder) yield* data.set(1);
          lamp.set(EPOLLIN);
          yield* yieldNow();
          if (!inOrder) yield* data.set(1);
          if (inOrder) later(SECOND, () => lamp.set(EPOLLIN | EPOLLOUT, EPOLLIN));
        }, "device");
        const events: SysEvent[] = [];
        while (now() < SECOND) yield* must(poller.poll(events, 2 * SECOND));
        expect(yield* data.get()).toBe(1);
      };
    expect(sweep(model(true), { runs: 50 }).kinds).toEqual(["clean"]);
    expect(sweep(model(false), { runs: 50 }).kinds).toContain("data-race");
  });
});

describe("a waker", () => {
  it("ends a poll from another thread, or the next one, and is told again after each", () => {
    const model = function* (): Op<void> {
      const poller = new Poller();
      const waker = new PollWaker(poller, 99);
      const data = new UnsafeCell(0, "data");
      const other = yield* spawn(function* () {
        yield* data.set(1);
        yield* must(waker.wake());
      }, "other");
      const events: SysEvent[] = [];
      yield* must(poller.poll(events, null));
      expect([yield* data.get(), events]).toEqual([1, [{ token: 99, readiness: EPOLLIN }]]);
      yield* other.join();
      expect(yield* look(poller)).toEqual([]);
      yield* must(waker.wake());
      yield* must(waker.wake());
      expect(yield* look(poller)).toEqual([{ token: 99, readiness: EPOLLIN }]);
      expect(yield* look(poller)).toEqual([]);
    };
    expect(sweep(model, { runs: 50 }).kinds).toEqual(["clean"]);
  });
});

describe("faults", () => {
  it("interrupt polls that may wait, and leave what is new for the next", () => {
    const { faults } = runStruck(
      function* () {
        const { poller, lamp } = yield* lit(READABLE);
        expect(yield* look(poller)).toEqual([]);
        expect(yield* kindOf(poller.poll([], SECOND))).toBe("Interrupted");
        expect(now()).toBe(0);
        lamp.set(EPOLLIN);
        const events: SysEvent[] = [];
        expect(yield* kindOf(poller.poll(events, null))).toBe("Interrupted");
        expect(events).toEqual([]);
        expect(yield* look(poller)).toEqual([{ token: 7, readiness: EPOLLIN }]);
      },
      { interrupted: { chance: 1 } },
    );
    expect(faults.counts()).toMatchObject([{ offered: 2, struck: 2 }]);
  });

  it("tell of a readiness that does not hold, never of a wake", () => {
    const { faults } = runStruck(
      function* () {
        const poller = new Poller();
        new PollWaker(poller, 99);
        expect(yield* look(poller)).toEqual([]);
        const lamp = new Lamp();
        lamp.set(EPOLLIN);
        yield* must(poller.register(lamp, 7, READABLE));
        expect(yield* look(poller)).toEqual([{ token: 7, readiness: EPOLLIN }]);
        yield* must(poller.reregister(lamp, 7, READABLE | WRITABLE));
        yield* look(poller);
        const events: SysEvent[] = [];
        yield* must(poller.poll(events, null));
        expect(events).toEqual([{ token: 7, readiness: EPOLLIN | EPOLLOUT }]);
        ambient().faults.end();
        expect(yield* look(poller)).toEqual([]);
      },
      { spuriousReadiness: { chance: 1 } },
    );
    expect(faults.counts()).toMatchObject([{ offered: 1, struck: 1 }]);
  });
});
