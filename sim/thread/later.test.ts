import { describe, expect, it } from "vitest";
import { ambient } from "../ambient.ts";
import { AtomicUsize } from "../atomic/atomic-usize.ts";
import { UnsafeCell } from "../cell/unsafe-cell.ts";
import { Execution } from "../engine/execution.ts";
import { assert, finding } from "../finding/finding.ts";
import { Location } from "../memory/location.ts";
import type { Op } from "../op.ts";
import { runClean, runOnce, sweep } from "../testing/sweep.ts";
import { later } from "./later.ts";
import { park } from "./park.ts";
import { now, sleep } from "./sleep.ts";
import { currentThread, spawn } from "./spawn.ts";
import { yieldNow } from "./yield-now.ts";

describe("later", () => {
  it("keeps its appointments at their moments, threads' waits in between", () => {
    const kept: string[] = [];
    const execution = runClean(function* () {
      later(30, () => kept.push(`late at ${now()}`));
      later(10, () => kept.push(`early at ${now()}`));
      yield* sleep(20);
      kept.push(`main at ${now()}`);
    });
    expect(kept).toEqual(["early at 10", "main at 20", "late at 30"]);
    expect(execution.now).toBe(30);
  });

  it("may make and cancel appointments meanwhile", () => {
    const kept: string[] = [];
    runClean(function* () {
      const { agenda } = ambient();
      const cancelled = later(20, () => kept.push("cancelled"));
      later(10, () => {
        agenda.cancel(cancelled);
        later(5, () => kept.push(`at ${now()}`));
      });
      yield* sleep(100);
    });
    expect(kept).toEqual(["at 15"]);
  });

  it("orders what is due together by decision, threads among it", () => {
    const orders = new Set<string>();
    const { kinds } = sweep(
      function* () {
        let order = "";
        const append = (what: string) => () => {
          order += what;
        };
        later(5, append("a"));
        later(5, append("b"));
        yield* sleep(5);
        order += "t";
        yield* sleep(1);
        orders.add(order);
      },
      { runs: 100 },
    );
    expect(kinds).toEqual(["clean"]);
    expect([...orders].sort()).toEqual(["abt", "atb", "bat", "bta", "tab", "tba"]);
  });

  it("is offered at any moment where the bounds say that time may pass at any", () => {
    const seen = (clock: "idle" | "anytime"): string[] => {
      const all = new Set<string>();
      sweep(
        function* () {
          let deliveries = 0;
          later(5, () => void deliveries++);
          later(5, () => void deliveries++);
          yield* yieldNow();
          yield* yieldNow();
          all.add(`${deliveries} at ${now()}`);
        },
        { bounds: { clock }, runs: 100 },
      );
      return [...all].sort();
    };
    expect(seen("idle")).toEqual(["0 at 0"]);
    expect(seen("anytime")).toEqual(["0 at 0", "1 at 5", "2 at 5"]);
  });

  it("wakes who waits for what it changes", () => {
    runClean(function* () {
      const me = currentThread();
      later(7, () => {
        const { memory, thread } = ambient();
        memory.update(me.parkToken, () => true, null, null, "Release", "Relaxed", thread);
      });
      yield* park();
      expect(now()).toBe(7);
    });
  });

  it("happens after what its maker had done, and not after what it did since", () => {
    const race = (whileInFlight: boolean) =>
      sweep(
        function* () {
          const cell = new UnsafeCell(0, "payload");
          const word = new Location(0, "inbox");
          const sender = function* (): Op<void> {
            if (!whileInFlight) yield* cell.get();
            later(5, () => {
              const { memory, thread } = ambient();
              memory.update(word, () => 1, null, null, "Release", "Relaxed", thread);
            });
            if (whileInFlight) yield* cell.set(1);
          };
          yield* spawn(sender, "sender");
          yield* sleep(10);
          const { memory, thread } = ambient();
          memory.load(word, "Acquire", thread);
          yield* cell.set(1);
        },
        { runs: 20 },
      ).kinds;
    expect(race(false)).toEqual(["clean"]);
    expect(race(true)).toContain("data-race");
  });
});

describe("appointments and the end", () => {
  it("keep a finished model alive, unless they are in the background", () => {
    const kept: string[] = [];
    const execution = runClean(function* () {
      later(10, () => kept.push("foreground"));
      later(20, () => kept.push("background"), { background: true });
      yield* yieldNow();
    });
    expect(kept).toEqual(["foreground"]);
    expect(execution.now).toBe(10);
  });

  it("are kept in the background, too, while a thread waits for ever", () => {
    const found = runOnce(function* () {
      later(20, () => ambient().fail(finding("livelock", "too late")), { background: true });
      yield* park();
    });
    expect(found.finding?.message).toBe("too late");
    expect(found.now).toBe(20);
  });

  it("do not tempt the clock from the background", () => {
    const times = new Set<number>();
    sweep(
      function* () {
        later(20, () => undefined, { background: true });
        for (let i = 0; i < 3; i++) yield* yieldNow();
        times.add(now());
      },
      { bounds: { clock: "anytime" }, runs: 50 },
    );
    expect(times).toEqual(new Set([0]));
  });

  it("do not pass the bound of virtual time", () => {
    const found = runOnce(
      function* () {
        later(11, () => assert(false, "kept"));
        yield* park();
      },
      { bounds: { virtualTimeNs: 10 } },
    );
    expect(found.finding?.kind).toBe("lost-wakeup");
  });

  it("count as steps, so that what goes round for ever is a livelock", () => {
    const again = (): void => void later(1, again);
    const found = runOnce(
      function* () {
        again();
        yield* park();
      },
      { bounds: { steps: 50 } },
    );
    expect(found.finding?.kind).toBe("livelock");
  });

  it("end the execution where they raise a finding", () => {
    const found = runOnce(function* () {
      later(5, () => assert(false, "delivered twice"));
      yield* sleep(10);
    });
    expect(found.finding?.message).toBe("delivered twice");
  });

  it("are forgotten by the next execution", () => {
    const execution = new Execution();
    const strategy = { name: "dull", systematic: false, begin: () => true, decide: () => 0 };
    const kept: string[] = [];
    execution.run(
      function* () {
        later(5, () => kept.push("first"), { background: true });
        yield* yieldNow();
      },
      { strategy },
    );
    execution.run(
      function* () {
        new AtomicUsize(0, "n");
        yield* sleep(10);
      },
      { strategy },
    );
    expect(kept).toEqual([]);
    expect(execution.finding).toBeNull();
  });

  it("must be whole ns from now", () => {
    expect(() => runOnce(withDelay(1.5))).toThrow("later(1.5): give it whole nanoseconds, 0 or more");
    expect(() => runOnce(withDelay(-1))).toThrow("later(-1)");
  });
});

function withDelay(ns: number): () => Op<void> {
  return function* () {
    later(ns, () => undefined);
    yield* yieldNow();
  };
}
