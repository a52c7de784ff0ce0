import { describe, expect, it } from "vitest";
import { AtomicUsize } from "../atomic/atomic-usize.ts";
import { fence } from "../atomic/fence.ts";
import { UnsafeCell } from "../cell/unsafe-cell.ts";
import type { MemoryName } from "../check/memory-model.ts";
import { Runner } from "../check/runner.ts";
import type { Op } from "../op.ts";
import { createStrategy } from "../strategy/create.ts";
import { Mutex } from "../sync/mutex.ts";
import { programOf } from "../testing/programs.ts";
import { spawn } from "../thread/spawn.ts";
import type { TraceEvent } from "./trace-event.ts";

function traces(model: () => Op<void>, memory: MemoryName = "sc"): (readonly TraceEvent[])[] {
  const runner = new Runner(programOf(model), { strategy: createStrategy("random"), memory });
  return Array.from({ length: 60 }, (_, i) => runner.record(`seed.${i}`, false).trace);
}

const alone = (model: () => Op<void>): readonly TraceEvent[] => traces(model)[0] as readonly TraceEvent[];

function* messagePassing(): Op<void> {
  const [data, flag] = [new AtomicUsize(0, "data"), new AtomicUsize(0, "flag")];
  const writer = yield* spawn(function* () {
    yield* data.store(1, "Relaxed");
    yield* flag.store(1, "Relaxed");
  }, "writer");
  yield* flag.load("Relaxed");
  yield* data.load("Relaxed");
  yield* writer.join();
}

/** The step that `reader` read from agrees with the value that it read. */
function expectAgreement(trace: readonly TraceEvent[], reader: TraceEvent): void {
  const source = reader.readsFrom === null ? null : trace[reader.readsFrom - 1];
  if (reader.result.startsWith("0")) expect(source).toBeNull();
  else expect(source).toMatchObject({ name: "writer", kind: "store", label: reader.label });
}

describe("a read", () => {
  it.each(["sc", "rc11"] as const)("names the step whose write it saw, under %s", (memory) => {
    const seen = new Set<string>();
    for (const trace of traces(messagePassing, memory)) {
      const reads = trace.filter(({ kind }) => kind === "load");
      expect(reads).toHaveLength(2);
      for (const read of reads) expectAgreement(trace, read);
      seen.add(reads.map(({ readsFrom }) => (readsFrom === null ? "initial" : "written")).join(" "));
    }
    expect([...seen].sort()).toEqual(
      memory === "sc"
        ? ["initial initial", "initial written", "written written"]
        : ["initial initial", "initial written", "written initial", "written written"],
    );
  });

  it("is stale under rc11 where a newer store was there, and never under sc", () => {
    const stale = traces(messagePassing, "rc11").flatMap((trace) => trace.filter((event) => event.stale));
    expect(stale.length).toBeGreaterThan(0);
    for (const event of stale) expect(event).toMatchObject({ kind: "load", result: "0 (stale)", value: "1" });
    expect(
      traces(messagePassing)
        .flat()
        .some((event) => event.stale),
    ).toBe(false);
  });

  it("of a store that was overwritten since names that store, not the newest", () => {
    const model = function* (): Op<void> {
      const n = new AtomicUsize(0, "n");
      const writer = yield* spawn(function* () {
        for (let i = 1; i <= 12; i++) yield* n.store(i, "Relaxed");
      }, "writer");
      for (let i = 0; i < 3; i++) yield* n.load("Relaxed");
      yield* writer.join();
    };
    const seen = new Set<boolean>();
    for (const trace of traces(model, "rc11")) {
      for (const { kind, readsFrom, result, stale } of trace) {
        if (kind !== "load" || readsFrom === null) continue;
        expect(result.replace(" (stale)", "")).toBe(/^n\.store\((\d+),/.exec(trace[readsFrom - 1]?.call ?? "")?.[1]);
        seen.add(stale);
      }
    }
    expect(seen.size).toBe(2);
  });
});

describe("a step", () => {
  it("says what the location holds after it, and with which orderings it was written", () => {
    const trace = alone(function* () {
      const n = new AtomicUsize(3, "n");
      yield* n.fetchAdd(4, "AcqRel");
      yield* n.compareExchange(9, 1, "AcqRel", "Acquire");
      yield* n.compareExchange(7, 1, "SeqCst", "Relaxed");
      yield* fence("SeqCst");
      yield* n.load("Acquire");
    });
    expect(
      trace.map(({ kind, access, ordering, label, sort, value, readsFrom }) => [
        kind,
        access,
        ordering,
        label,
        sort,
        value,
        readsFrom,
      ]),
    ).toEqual([
      ["fetchAdd", "write", "AcqRel", "n", "atomic", "7", null],
      ["compareExchange", "write", "AcqRel, Acquire", "n", "atomic", "7", 1],
      ["compareExchange", "write", "SeqCst, Relaxed", "n", "atomic", "1", 1],
      ["fence", "none", "SeqCst", null, null, null, null],
      ["load", "read", "Acquire", "n", "atomic", "1", 3],
    ]);
  });

  it("of plain memory and of locks reads and writes too, without an ordering that somebody wrote", () => {
    const trace = alone(function* () {
      const cell = new UnsafeCell(0, "cell");
      const mutex = new Mutex(0, "mutex");
      yield* cell.set(5);
      yield* cell.replace(6);
      yield* cell.get();
      for (let i = 0; i < 2; i++) yield* (yield* mutex.lock()).drop();
    });
    expect(trace.map(({ kind, ordering, value, readsFrom }) => [kind, ordering, value, readsFrom])).toEqual([
      ["set", null, "5", null],
      ["replace", null, "6", 1],
      ["get", null, "6", 2],
      ["lock", null, "held by main", null],
      ["unlock", null, "free", 4],
      ["lock", null, "held by main", 5],
      ["unlock", null, "free", 6],
    ]);
  });
});
