import { describe, expect, it } from "vitest";
import { AtomicUsize } from "../atomic/atomic-usize.ts";
import { UnsafeCell } from "../cell/unsafe-cell.ts";
import { observe } from "../engine/observe.ts";
import { step } from "../engine/operation.ts";
import { StepKind } from "../engine/step-kind.ts";
import { finding, raise } from "../finding/finding.ts";
import type { Op } from "../op.ts";
import { Mutex } from "../sync/mutex.ts";
import { lostIncrement, lostWakeup, programOf, runnerOf } from "../testing/programs.ts";
import { sleep } from "../thread/sleep.ts";
import { spawn } from "../thread/spawn.ts";
import { lineOf } from "./trace-event.ts";

const linesOf = (model: () => Op<void>, seed = "seed"): string[] =>
  runnerOf(programOf(model)).record(seed, false).trace.map(lineOf);

describe("a recording", () => {
  it("says who did what to which object, and what came of it", () => {
    expect(linesOf(() => lostIncrement())).toEqual([
      "0 - spawn(left)",
      "0 0.1 n.load(Relaxed) = 0",
      "0 0.1 n.store(1, Relaxed)",
      "0.1 0.1 n.load(Relaxed) = 1",
      "0.1 0.1 n.store(2, Relaxed)",
      "0 0.1 left.join()",
      "0 0.1 n.load(Relaxed) = 2",
    ]);
  });

  it("has the same trace hash everywhere and in every version", () => {
    expect(runnerOf(programOf(() => lostIncrement(3))).record("golden", false).traceHash).toBe("08a845c6fafb163b");
  });

  it("keeps the virtual time of steps, and hashes it", () => {
    const wait = (ns: number) => runnerOf(programOf(() => sleep(ns))).record("a", false);
    expect(wait(5).trace.at(-1)).toMatchObject({ call: "sleep(5 ns)", timeNs: 5 });
    const late = function* (ns: number): Op<void> {
      yield* sleep(ns);
      yield* new AtomicUsize(0, "n").store(1, "Relaxed");
    };
    const run = (ns: number) => runnerOf(programOf(() => late(ns))).record("a", false);
    expect(run(5).trace.at(-1)?.timeNs).toBe(5);
  });

  it("ends with the step that failed", () => {
    const racy = function* (): Op<void> {
      const cell = new UnsafeCell(0, "cell");
      const other = yield* spawn(() => cell.set(1), "other");
      yield* cell.set(2);
      yield* other.join();
    };
    const { finding: found, trace } = runnerOf(programOf(racy)).record("a", false);
    expect(found?.kind).toBe("data-race");
    expect(trace.map(({ call }) => call)).toEqual(["spawn(other)", "cell.set(2)", "cell.set(1)"]);
  });

  it("ends with the step that threw its finding, though nobody could hear of it", () => {
    const explode = new StepKind<void>({
      name: "explode",
      access: "none",
      perform: () => raise(finding("assertion", "bang")),
    });
    const { trace } = runnerOf(programOf(() => step(explode, null))).record("a", false);
    expect(trace.map(lineOf)).toEqual(["0 - explode()"]);
  });

  it("says what the threads wait for that cannot go on", () => {
    const runner = runnerOf(programOf(lostWakeup));
    const seeds = Array.from({ length: 50 }, (_, i) => `a.${i}`);
    const seed = seeds.find((candidate) => runner.run(candidate).finding !== null) ?? "";
    expect(runner.record(seed, false).waiting).toEqual([
      {
        thread: "0",
        name: "main",
        call: "park()",
        object: "0.token",
        sort: "token",
        waitsFor: "waits for unpark(main)",
      },
    ]);
  });

  it("says by name who holds what they wait for, though the execution is over", () => {
    const model = function* (): Op<void> {
      const mutex = new Mutex(0, "m");
      yield* mutex.lock();
      yield* spawn(() => mutex.lock(), "other");
    };
    expect(runnerOf(programOf(model)).record("a", false).waiting).toMatchObject([
      { name: "other", waitsFor: 'waits for m, which "main" holds' },
    ]);
  });

  it("notes observed events at the step before them, outside of the hash", () => {
    const model = (told: string) =>
      function* (): Op<void> {
        const n = new AtomicUsize(0, "n");
        yield* n.store(1, "Relaxed");
        observe({ type: "told", what: told, where: n, deep: {} } as { type: string });
        yield* n.store(2, "Relaxed");
      };
    const [one, two] = ["x", "y"].map((told) => runnerOf(programOf(model(told))).record("a", false));
    expect(one?.trace.map(({ notes }) => notes)).toEqual([["told what=x where=n"], []]);
    expect(two?.traceHash).toBe(one?.traceHash);
  });

  it("knows where each step stands, and only where asked", () => {
    const runner = runnerOf(programOf(() => lostIncrement()));
    const places = runner.record("a").trace.map(({ place }) => place);
    expect(places).not.toContain(null);
    for (const place of places) expect(place).toMatch(/^sim\/.*\.ts:\d+:\d+$/);
    expect(runner.record("a", false).trace.map(({ place }) => place)).toEqual(places.map(() => null));
  });

  it("has the places of both ends of a long trace", () => {
    const long = function* (): Op<void> {
      const n = new AtomicUsize(0, "n");
      for (let i = 0; i < 1_000; i++) yield* n.store(i, "Relaxed");
      raise(finding("assertion", "enough"));
    };
    const { trace } = runnerOf(programOf(long)).record("a");
    expect([trace[0], trace[500], trace[999]].map((event) => event?.place === null)).toEqual([false, true, false]);
  });
});
