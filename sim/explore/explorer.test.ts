import { describe, expect, it } from "vitest";
import { AtomicUsize } from "../atomic/atomic-usize.ts";
import { UnsafeCell } from "../cell/unsafe-cell.ts";
import type { MemoryName } from "../check/memory-model.ts";
import type { Program } from "../check/program.ts";
import { Runner } from "../check/runner.ts";
import { assert } from "../finding/finding.ts";
import { Poller } from "../io/poller.ts";
import type { Ordering } from "../memory/ordering.ts";
import type { Op } from "../op.ts";
import type { Report } from "../report/report.ts";
import { RandomStrategy } from "../strategy/random.ts";
import { Condvar } from "../sync/condvar.ts";
import { Mutex } from "../sync/mutex.ts";
import { decodeTape } from "../tape/codec.ts";
import { later } from "../thread/later.ts";
import { park, unpark } from "../thread/park.ts";
import { random } from "../thread/random.ts";
import { sleep } from "../thread/sleep.ts";
import { spawn } from "../thread/spawn.ts";
import { yieldNow } from "../thread/yield-now.ts";
import { Explorer } from "./explorer.ts";

const MODELS: readonly MemoryName[] = ["sc", "rc11"];

function programOf(model: () => Op<void>): Program {
  return { name: "explored", options: {}, bounds: {}, model, monitors: () => [] };
}

function explored(memory: MemoryName, model: () => Op<void>, yields = 3): Explorer {
  const explorer = new Explorer(programOf(model), { memory, yields });
  explorer.explore();
  return explorer;
}

/** What the report's tape comes to under the ordinary memory model. */
function replayed(program: Program, report: Report | null): string | undefined {
  const { header, tape } = decodeTape(report?.tape ?? "");
  const runner = new Runner(program, { strategy: new RandomStrategy(), memory: header.memory as MemoryName });
  return runner.replay(tape, "strict").finding?.message;
}

/** What each complete execution left in `seen`, sorted, each once. */
function outcomes(memory: MemoryName, model: (tell: (outcome: string) => void) => Op<void>): string[] {
  const seen: string[] = [];
  let last = "";
  const program = programOf(() => model((outcome) => (last = outcome)));
  new Explorer(program, { memory, onExecution: () => seen.push(last) }).explore();
  return [...new Set(seen)].sort();
}

describe.each(MODELS)("under %s, the explorer", (memory) => {
  it("has one execution for each order of read-modify-writes", () => {
    const { executions, blocked } = explored(memory, function* () {
      const n = new AtomicUsize(0, "n");
      for (let i = 0; i < 3; i++) yield* spawn(() => n.fetchAdd(1, "Relaxed"));
      yield* n.fetchAdd(1, "Relaxed");
    });
    expect({ executions, blocked }).toEqual({ executions: 24, blocked: 0 });
  });

  it("waits for a lock instead of spinning: one execution for each order of the holders", () => {
    const { executions, finding } = explored(memory, function* () {
      const lock = new Mutex(0, "lock");
      const bump = (): Op<void> =>
        lock.with(function* (_value, guard) {
          guard.value += 1;
        });
      const threads = [yield* spawn(bump), yield* spawn(bump), yield* spawn(bump)];
      for (const thread of threads) yield* thread.join();
      assert(lock.peek() === 3, "an increment was lost");
    });
    expect({ executions, finding }).toEqual({ executions: 6, finding: null });
  });

  it("leaves what a lock guards, plain objects too, as the holders left it", () => {
    const orders = outcomes(memory, function* (tell) {
      const lock = new Mutex<string[]>([], "lock");
      const add = (name: string): Op<void> =>
        lock.with(function* (names) {
          names.push(name);
          yield* yieldNow();
          names.push(name);
        });
      const threads = [yield* spawn(() => add("a")), yield* spawn(() => add("b")), yield* spawn(() => add("c"))];
      for (const thread of threads) yield* thread.join();
      tell(lock.peek().join(""));
    });
    expect(orders).toEqual(["aabbcc", "aaccbb", "bbaacc", "bbccaa", "ccaabb", "ccbbaa"]);
  });

  it("finds the circle of two locks", () => {
    const { finding } = explored(memory, function* () {
      const [left, right] = [new Mutex(0, "left"), new Mutex(0, "right")];
      const both = (first: Mutex<number>, second: Mutex<number>) => first.with(() => second.with(function* () {}));
      const other = yield* spawn(() => both(right, left), "other");
      yield* both(left, right);
      yield* other.join();
    });
    expect(finding?.kind).toBe("deadlock");
    expect(finding?.message).toContain("left");
  });

  it("finds an unpark that comes for nobody, and not one that is awaited", () => {
    const waiting = (sets: boolean) =>
      explored(memory, function* () {
        const flag = new AtomicUsize(0, "flag");
        const sleeper = yield* spawn(function* () {
          if ((yield* flag.load("Acquire")) === 0) yield* park();
        }, "sleeper");
        if (sets) yield* unpark(sleeper.thread);
        yield* flag.store(1, "Release");
        yield* sleeper.join();
      });
    expect(waiting(true).finding).toBe(null);
    expect(waiting(false).finding?.kind).toBe("lost-wakeup");
  });

  it("knows condition variables: a notification before the wait is lost, one under the lock is not", () => {
    const notified = (underLock: boolean) =>
      explored(memory, function* () {
        const lock = new Mutex(false, "lock");
        const condvar = new Condvar("condvar");
        const waiter = yield* spawn(function* () {
          const guard = yield* lock.lock();
          if (underLock) yield* condvar.waitWhile(guard, (ready) => !ready);
          else yield* condvar.wait(guard);
          yield* guard.drop();
        }, "waiter");
        yield* lock.with(function* (_ready, guard) {
          guard.value = true;
        });
        yield* condvar.notifyOne();
        yield* waiter.join();
      });
    expect(notified(true).finding).toBe(null);
    expect(notified(true).executions).toBeGreaterThan(1);
    expect(notified(false).finding?.kind).toBe("lost-wakeup");
  });

  it("tries every answer to what the model draws", () => {
    const drawn = outcomes(memory, function* (tell) {
      const n = new AtomicUsize(0, "n");
      const first = random(3);
      yield* n.store(first, "Relaxed");
      const second = first === 2 ? random(2) : 0;
      tell(`${first}${second}`);
    });
    expect(drawn).toEqual(["00", "10", "20", "21"]);
  });

  it("goes into threads that are spawned only in some executions", () => {
    const seen = outcomes(memory, function* (tell) {
      const n = new AtomicUsize(0, "n");
      const starter = yield* spawn(function* () {
        if ((yield* n.load("Relaxed")) === 1) yield* (yield* spawn(() => n.store(2, "Relaxed"))).join();
      });
      yield* n.store(1, "Relaxed");
      yield* starter.join();
      tell(`${yield* n.load("Relaxed")}`);
    });
    expect(seen).toEqual(["1", "2"]);
  });

  it("cuts a spin off at its bound of yields, and says so", () => {
    const spin = (yields: number) =>
      explored(
        memory,
        function* () {
          const flag = new AtomicUsize(0, "flag");
          const other = yield* spawn(() => flag.store(1, "Release"), "other");
          while ((yield* flag.load("Acquire")) === 0) yield* yieldNow();
          yield* other.join();
        },
        yields,
      );
    expect(spin(0)).toMatchObject({ executions: 1, cut: 1, finding: null });
    expect(spin(2)).toMatchObject({ executions: 3, cut: 1, finding: null });
    expect([...spin(2).bounds]).toEqual(["2 yields of one thread"]);
  });

  it("finds what goes wrong beside a spin that was cut off", () => {
    const { finding } = explored(
      memory,
      function* () {
        const flag = new AtomicUsize(0, "flag");
        yield* spawn(function* () {
          yield* flag.load("Relaxed");
          assert(false, "wrong beside the spin");
        }, "other");
        while ((yield* flag.load("Acquire")) === 0) yield* yieldNow();
      },
      1,
    );
    expect(finding?.message).toBe("wrong beside the spin");
  });

  it("hands a finding on as a tape that repeats it", () => {
    const program = programOf(function* () {
      const n = new AtomicUsize(0, "n");
      const bump = function* (): Op<void> {
        yield* n.store((yield* n.load("Relaxed")) + 1, "Relaxed");
      };
      const other = yield* spawn(bump, "other");
      yield* bump();
      yield* other.join();
      assert((yield* n.load("Relaxed")) === 2, "an increment was lost");
    });
    const explorer = new Explorer(program, { memory });
    expect(explorer.explore()).toBe("finding");
    const report = explorer.report();
    expect(report).toMatchObject({ strategy: "exhaustive", memory, again: { failed: 10, of: 10 } });
    expect(replayed(program, report)).toBe("an increment was lost");
    // Drawing the graph takes nothing from what there is to report.
    expect(explorer.witness().events.length).toBeGreaterThan(0);
    expect(replayed(program, explorer.report())).toBe("an increment was lost");
  });

  it("goes on from a saved state as if it had not stopped", () => {
    const model = function* (): Op<void> {
      const [x, y] = [new AtomicUsize(0, "x"), new AtomicUsize(0, "y")];
      for (let i = 0; i < 3; i++) {
        yield* spawn(function* () {
          yield* x.fetchAdd(1, "Relaxed");
          yield* y.fetchAdd(1, "Relaxed");
        });
      }
    };
    const whole = explored(memory, model).executions;
    let executions = 0;
    let state = new Explorer(programOf(model), { memory }).save();
    while (state.pending.length > 0) {
      const explorer = new Explorer(programOf(model), { memory });
      explorer.load(JSON.parse(JSON.stringify(state)));
      explorer.explore(() => explorer.executions === 5);
      executions += explorer.executions;
      state = explorer.save();
    }
    expect({ whole, executions }).toEqual({ whole: 36, executions: 36 });
  });

  it("estimates how much is left, and is exact at the end", () => {
    const explorer = new Explorer(
      programOf(function* () {
        const n = new AtomicUsize(0, "n");
        for (let i = 0; i < 5; i++) yield* spawn(() => n.fetchAdd(1, "Relaxed"));
      }),
      { memory },
    );
    explorer.explore(() => explorer.executions === 30);
    const half = explorer.estimate();
    expect(half.fraction).toBeGreaterThan(0);
    expect(half.fraction).toBeLessThan(1);
    explorer.explore();
    expect(explorer.estimate()).toEqual({ fraction: 1, executions: 120 });
  });

  it("refuses virtual time, which graphs do not order", () => {
    expect(() => explored(memory, () => sleep(1))).toThrow(/virtual time.*use fuzz/);
  });

  it("refuses what the simulated system would do by itself, and fake I/O", () => {
    const delivering = function* (): Op<void> {
      later(1, () => undefined);
      yield* yieldNow();
    };
    const polling = function* (): Op<void> {
      yield* new Poller().poll([], 0);
    };
    expect(() => explored(memory, delivering)).toThrow(/lets virtual time pass.*use fuzz/);
    expect(() => explored(memory, polling)).toThrow(/does I\/O.*use fuzz/);
  });

  it("refuses a model that does not follow from what it reads", () => {
    let runs = 0;
    expect(() =>
      explored(memory, function* () {
        const n = new AtomicUsize(0, "n");
        yield* spawn(() => n.store(1, "Relaxed"));
        runs++;
        if (runs % 2 === 0) yield* n.fetchAdd(1, "Relaxed");
        else yield* n.load("Relaxed");
      }),
    ).toThrow(/after the same values/);
  });
});

describe("what only weak memory shows", () => {
  const storeBuffering = (ordering: Ordering & ("Relaxed" | "SeqCst")) =>
    function* (tell: (outcome: string) => void): Op<void> {
      const [x, y] = [new AtomicUsize(0, "x"), new AtomicUsize(0, "y")];
      const side = function* (mine: AtomicUsize, its: AtomicUsize): Op<number> {
        yield* mine.store(1, ordering);
        return yield* its.load(ordering);
      };
      const other = yield* spawn(() => side(x, y));
      const right = yield* side(y, x);
      tell(`${yield* other.join()}${right}`);
    };

  it("is seen under rc11 and not under sc, unless the accesses are SeqCst", () => {
    expect(outcomes("sc", storeBuffering("Relaxed"))).toEqual(["01", "10", "11"]);
    expect(outcomes("rc11", storeBuffering("Relaxed"))).toEqual(["00", "01", "10", "11"]);
    expect(outcomes("rc11", storeBuffering("SeqCst"))).toEqual(["01", "10", "11"]);
  });

  it("is replayed by a tape, also a store that went before one that was there already", () => {
    const program = programOf(function* () {
      const [x, y] = [new AtomicUsize(0, "x"), new AtomicUsize(0, "y")];
      const other = yield* spawn(function* () {
        yield* x.store(1, "Relaxed");
        yield* y.store(2, "Relaxed");
      }, "other");
      yield* y.store(1, "Relaxed");
      yield* x.store(2, "Relaxed");
      yield* other.join();
      const both = [yield* x.load("Relaxed"), yield* y.load("Relaxed")];
      assert(both.join() !== "1,1", "each first store was the last");
    });
    expect(new Explorer(program, { memory: "sc" }).explore()).toBe("done");
    const explorer = new Explorer(program, { memory: "rc11" });
    expect(explorer.explore()).toBe("finding");
    expect(replayed(program, explorer.report())).toBe("each first store was the last");
  });

  it("is a race, where the ordering is too weak, in both models", () => {
    const passing = (ordering: "Relaxed" | "Release") =>
      MODELS.map(
        (memory) =>
          explored(memory, function* () {
            const cell = new UnsafeCell(0, "cell");
            const flag = new AtomicUsize(0, "flag");
            const reader = yield* spawn(function* () {
              if ((yield* flag.load("Acquire")) === 1) yield* cell.get();
            }, "reader");
            yield* cell.set(1);
            yield* flag.store(1, ordering);
            yield* reader.join();
            yield* cell.set(2);
          }).finding?.kind,
      );
    expect(passing("Release")).toEqual([undefined, undefined]);
    expect(passing("Relaxed")).toEqual(["data-race", "data-race"]);
  });
});
