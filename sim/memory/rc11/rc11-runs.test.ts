import { describe, expect, it } from "vitest";
import { AtomicUsize } from "../../atomic/atomic-usize.ts";
import { UnsafeCell } from "../../cell/unsafe-cell.ts";
import { check } from "../../check/check.ts";
import { investigate } from "../../check/investigate.ts";
import type { Program } from "../../check/program.ts";
import { Runner } from "../../check/runner.ts";
import { search } from "../../check/search.ts";
import { assert } from "../../finding/finding.ts";
import type { Op } from "../../op.ts";
import { renderReport } from "../../report/render.ts";
import { createStrategy } from "../../strategy/create.ts";
import { Condvar } from "../../sync/condvar.ts";
import { Mutex } from "../../sync/mutex.ts";
import { Once } from "../../sync/once.ts";
import { RwLock } from "../../sync/rw-lock.ts";
import { decodeTape } from "../../tape/codec.ts";
import { exhaust } from "../../testing/exhaust.ts";
import { outcomes } from "../../testing/outcomes.ts";
import { lostIncrement, programOf } from "../../testing/programs.ts";
import { park, unpark } from "../../thread/park.ts";
import { currentThread, spawn } from "../../thread/spawn.ts";
import { Rc11Memory } from "./rc11-memory.ts";

/** The flag is up and the data not there: only under a weak memory. */
function* flagWithoutData(): Op<void> {
  const [data, flag] = [new AtomicUsize(0, "data"), new AtomicUsize(0, "flag")];
  const writer = yield* spawn(function* () {
    yield* data.store(1, "Relaxed");
    yield* flag.store(1, "Relaxed");
  }, "writer");
  if ((yield* flag.load("Acquire")) === 1) assert((yield* data.load("Relaxed")) === 1, "the data is not there");
  yield* writer.join();
}

/** Each thread's second store comes first in modification order: only under a weak memory. */
function* bothLost(): Op<void> {
  const [x, y] = [new AtomicUsize(0, "x"), new AtomicUsize(0, "y")];
  const left = yield* spawn(function* () {
    yield* x.store(1, "Relaxed");
    yield* y.store(2, "Relaxed");
  }, "left");
  yield* y.store(1, "Relaxed");
  yield* x.store(2, "Relaxed");
  yield* left.join();
  const both = [yield* x.load("Relaxed"), yield* y.load("Relaxed")];
  assert(both.join() !== "1,1", "both second stores are lost");
}

function underRc11(program: Program, strategy = "random"): Runner {
  return new Runner(program, { strategy: createStrategy(strategy), memory: "rc11" });
}

describe("a search under rc11", () => {
  it.each(["random", "pct", "pos", "portfolio"])("finds by %s what no interleaving shows", (name) => {
    for (const model of [flagWithoutData, bothLost]) {
      const settings = { seed: "weak", iterations: 2_000 };
      const found = search(programOf(model), { ...settings, strategy: createStrategy(name), memory: "rc11" });
      expect([...found.tally.failures.values()].map(({ outcome }) => outcome.finding?.kind)).toEqual(["assertion"]);
      expect(search(programOf(model), { ...settings, strategy: createStrategy(name) }).tally.failures.size).toBe(0);
    }
  });

  it.each([flagWithoutData, bothLost])("repeats, shrinks and replays what it found: %o", (model) => {
    const runner = underRc11(programOf(model));
    let index = 0;
    while (runner.run(`weak.${index}`).finding === null) index++;
    const again = [runner.record(`weak.${index}`), runner.record(`weak.${index}`)];
    expect(again[0]?.finding?.kind).toBe("assertion");
    expect(again[0]?.traceHash).toBe(again[1]?.traceHash);
    const report = investigate(runner, `weak.${index}`);
    const { header, tape } = decodeTape(report.tape);
    expect(header.memory).toBe("rc11");
    const replayed = underRc11(programOf(model)).replay(tape, "strict");
    expect([replayed.divergence, replayed.fingerprint]).toEqual([null, report.fingerprint]);
  });

  it("says in the trace which load was stale", () => {
    const runner = underRc11(programOf(flagWithoutData));
    let index = 0;
    while (runner.run(`weak.${index}`).finding === null) index++;
    const text = renderReport(investigate(runner, `weak.${index}`));
    expect(text).toMatch(/data\.load\(Relaxed\) += 0 \(stale\)/);
    expect(text).toMatch(/flag\.load\(Acquire\) += 1\n/);
  });

  it("is to be had by check", () => {
    expect(() => check(flagWithoutData, { memory: "rc11" })).toThrow("the data is not there");
    expect(check(flagWithoutData).finding).toBeNull();
  });

  it("keeps executions apart, also those of locations that are read more often than stores are kept", () => {
    const runner = underRc11(
      programOf(function* () {
        const n = new AtomicUsize(0, "n");
        const writer = yield* spawn(function* () {
          for (let i = 1; i <= 30; i++) yield* n.store(i, "Relaxed");
        }, "writer");
        for (let last = 0, i = 0; i < 30; i++) {
          const seen = yield* n.load("Relaxed");
          assert(seen >= last, "read backwards");
          last = seen;
        }
        yield* writer.join();
        assert((yield* n.load("Relaxed")) === 30, "joined and not up to date");
      }),
    );
    for (let i = 0; i < 300; i++) expect(runner.run(`many.${i}`).finding).toBeNull();
    const first = runner.record("many.7", false).traceHash;
    expect(underRc11(runner.program).record("many.7", false).traceHash).toBe(first);
  });

  it("counts conflicts as sc does", () => {
    const settings = { strategy: createStrategy("random"), seed: "shared", iterations: 20 };
    const conflicts = (memory: "sc" | "rc11") =>
      search(
        programOf(() => lostIncrement(3)),
        { ...settings, memory, maxFindings: 20 },
      ).tally.conflicts;
    expect(conflicts("rc11")).toBeGreaterThan(conflicts("sc") / 2);
    const alone = function* (): Op<void> {
      yield* new AtomicUsize(0, "n").store(1, "Relaxed");
    };
    expect(underRc11(programOf(alone)).run("one").conflicts).toBe(0);
  });
});

/** The kinds of verdict of all executions. */
function verdicts(model: () => Op<unknown>): readonly string[] {
  const kinds = new Set<string>();
  exhaust(model, new Rc11Memory(), ({ finding }) => void kinds.add(finding?.kind ?? "clean"));
  return [...kinds].sort();
}

/** Runs the bodies in a thread each, and joins them. */
function* together(...bodies: readonly (() => Op<unknown>)[]): Op<void> {
  const handles = [];
  for (const [i, body] of bodies.entries()) handles.push(yield* spawn(body, `thread ${i + 1}`));
  for (const handle of handles) yield* handle.join();
}

describe("what blocks, in every execution under rc11", () => {
  it("excludes by a mutex, and shows each holder what the one before did", () => {
    const model = function* (): Op<void> {
      const mutex = new Mutex(0, "mutex");
      const plain = new UnsafeCell(0, "plain");
      const word = new AtomicUsize(0, "word");
      const bump = function* (): Op<void> {
        const guard = yield* mutex.lock();
        yield* plain.set((yield* plain.get()) + 1);
        yield* word.store((yield* word.load("Relaxed")) + 1, "Relaxed");
        yield* guard.drop();
      };
      yield* together(bump, bump, bump);
      assert((yield* plain.get()) === 3 && (yield* word.load("Relaxed")) === 3, "lost");
    };
    expect(verdicts(model)).toEqual(["clean"]);
  });

  it("reads and writes through a lock for many readers", () => {
    const model = function* (): Op<void> {
      const lock = new RwLock(0, "lock");
      const plain = new UnsafeCell(0, "plain");
      const reader = () => lock.withRead(() => plain.get());
      yield* together(reader, () => lock.withWrite(() => plain.set(1)), reader);
    };
    expect(verdicts(model)).toEqual(["clean"]);
  });

  it("may try in vain for a lock that has just been freed, and never takes one that is held", () => {
    const shown = outcomes([
      function* ({ x, see }) {
        const mutex = new Mutex(0, "mutex");
        yield* together(
          function* () {
            yield* mutex.with(() => x.store(1, "Relaxed"));
            yield* x.store(2, "Relaxed");
          },
          function* () {
            const seen = yield* x.load("Relaxed");
            const guard = yield* mutex.tryLock();
            see("a", seen);
            see("b", guard === null ? "vain" : "had");
            if (guard !== null) yield* guard.drop();
          },
        );
      },
    ]);
    expect(shown).toEqual(expect.arrayContaining(["a=2 b=had", "a=2 b=vain", "a=0 b=had"]));
  });

  it("wakes whoever parks, once per token, with all that the waker did", () => {
    const model = function* (): Op<void> {
      const plain = new UnsafeCell(0, "plain");
      const word = new AtomicUsize(0, "word");
      const sleeper = yield* spawn(function* () {
        yield* park();
        assert((yield* plain.get()) === 1 && (yield* word.load("Relaxed")) === 1, "woken too early");
      }, "sleeper");
      yield* spawn(function* () {
        yield* plain.set(1);
        yield* word.store(1, "Relaxed");
        yield* unpark(sleeper.thread);
        yield* unpark(sleeper.thread);
      }, "waker");
      yield* sleeper.join();
    };
    expect(verdicts(model)).toEqual(["clean"]);
  });

  it("lets the body of a Once run once, and be seen by all callers", () => {
    const model = function* (): Op<void> {
      const once = new Once("once");
      const plain = new UnsafeCell(0, "plain");
      const call = function* (): Op<void> {
        yield* once.callOnce(function* () {
          yield* plain.set((yield* plain.get()) + 1);
        });
        assert((yield* plain.get()) === 1, "not once");
      };
      yield* together(call, call, call);
    };
    expect(verdicts(model)).toEqual(["clean"]);
  });

  it("loses no notification of a condition variable that is waited for in a loop", () => {
    const model = function* (): Op<void> {
      const [flag, ready] = [new Mutex(false, "flag"), new Condvar("ready")];
      yield* together(
        function* () {
          const guard = yield* flag.lock();
          yield* ready.waitWhile(guard, (up) => !up);
          yield* guard.drop();
        },
        function* () {
          yield* flag.with(function* (_up, guard) {
            guard.value = true;
          });
          yield* ready.notifyOne();
        },
      );
    };
    expect(verdicts(model)).toEqual(["clean"]);
  });

  it("loses a wakeup where sleeper and waker look at each other with weak orderings", () => {
    const model = function* (): Op<void> {
      const [asleep, ready] = [new AtomicUsize(0, "asleep"), new AtomicUsize(0, "ready")];
      const sleeper = yield* spawn(function* () {
        yield* asleep.store(1, "Release");
        if ((yield* ready.load("Acquire")) === 0) yield* park();
      }, "sleeper");
      yield* spawn(function* () {
        yield* ready.store(1, "Release");
        if ((yield* asleep.load("Acquire")) === 1) yield* unpark(sleeper.thread);
      }, "waker");
    };
    expect(verdicts(model)).toEqual(["clean", "lost-wakeup"]);
  });
});

describe("happens-before under rc11", () => {
  it("orders plain memory by the store that was read, not by the newest one", () => {
    const model = function* (): Op<void> {
      const plain = new UnsafeCell(0, "plain");
      const flag = new AtomicUsize(0, "flag");
      yield* together(
        function* () {
          yield* plain.set(1);
          yield* flag.store(1, "Release");
        },
        () => flag.store(2, "Relaxed"),
        function* () {
          if ((yield* flag.load("Acquire")) === 1) yield* plain.get();
        },
      );
    };
    expect(verdicts(model)).toEqual(["clean"]);
  });

  it("is not made by SeqCst fences alone", () => {
    const model = function* (): Op<void> {
      const plain = new UnsafeCell(0, "plain");
      const word = new AtomicUsize(0, "word");
      yield* together(
        function* () {
          yield* plain.set(1);
          yield* word.store(1, "SeqCst");
        },
        function* () {
          yield* word.store(2, "SeqCst");
          yield* plain.get();
        },
      );
    };
    expect(verdicts(model)).toEqual(["data-race"]);
  });

  it("goes through spawn and join, so that nothing stale is seen there", () => {
    const model = function* (): Op<void> {
      const word = new AtomicUsize(0, "word");
      yield* word.store(1, "Relaxed");
      const child = yield* spawn(function* () {
        assert((yield* word.load("Relaxed")) === 1, "the child does not see its parent's store");
        yield* word.store(2, "Relaxed");
      }, "child");
      yield* child.join();
      assert((yield* word.load("Relaxed")) === 2, "the parent does not see its child's store");
      expect(currentThread().name).toBe("main");
    };
    expect(verdicts(model)).toEqual(["clean"]);
  });
});
