import { describe, expect, it } from "vitest";
import { AtomicWaker, REGISTERING, RecordingWaker, WAKING } from "../../runtime/index.ts";
import { type Op, spawn } from "../../sim/index.ts";
import { firstFinding } from "../testing/first-finding.ts";
import { CellExclusion } from "./cell-exclusion.ts";

const watch = (model: () => Op<void>) => firstFinding(() => [new CellExclusion()], model);

describe("I6, cell exclusion", () => {
  it("is broken by an access while nobody owns the cell, even where nothing races", () => {
    const finding = watch(function* () {
      const waker = new AtomicWaker("waker");
      yield* waker.cell.get();
    });
    expect(finding).toMatchObject({ kind: "invariant", invariant: "I6" });
    expect(finding?.message).toBe(
      '"main" accesses waker.cell (get) without owning it: the word is WAITING, nobody owns it.',
    );
  });

  it("is broken by an access while another thread owns the cell", () => {
    const finding = watch(function* () {
      const waker = new AtomicWaker("waker");
      yield* waker.state.fetchOr(WAKING, "AcqRel");
      const other = yield* spawn(() => waker.cell.replace(null), "other");
      yield* other.join();
    });
    expect(finding?.message).toContain('"other" accesses waker.cell (replace) without owning it');
    expect(finding?.message).toContain('"main" owns it');
  });

  it("is broken by dropping an AtomicWaker whose cell somebody owns", () => {
    const finding = watch(function* () {
      const waker = new AtomicWaker("waker");
      yield* waker.state.compareExchange(0, REGISTERING, "Acquire", "Acquire");
      yield* waker.drop();
    });
    expect(finding).toMatchObject({ invariant: "I6", message: 'waker is dropped while "main" owns its cell.' });
  });

  it("holds for registering, waking and dropping as they are", () => {
    const finding = watch(function* () {
      const waker = new AtomicWaker("waker");
      const task = new RecordingWaker("task").waker();
      const notifier = yield* spawn(() => waker.wake(), "notifier");
      yield* waker.registerByRef(task);
      yield* notifier.join();
      yield* task.drop();
      yield* waker.drop();
    });
    expect(finding).toBeNull();
  });
});
