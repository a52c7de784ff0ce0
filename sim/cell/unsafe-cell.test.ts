import { describe, expect, it } from "vitest";
import { AtomicUsize } from "../atomic/atomic-usize.ts";
import type { Op } from "../op.ts";
import { runClean, type Sweep, sweep } from "../testing/sweep.ts";
import { spawn } from "../thread/spawn.ts";
import { yieldNow } from "../thread/yield-now.ts";
import { UnsafeCell } from "./unsafe-cell.ts";

type Access = (cell: UnsafeCell<number>) => Op<unknown>;

/** Two threads access one cell and nothing orders them. */
function unordered(left: Access, right: Access): Sweep {
  return sweep(function* () {
    const cell = new UnsafeCell(0, "cell");
    yield* spawn(() => left(cell), "left");
    yield* spawn(() => right(cell), "right");
  });
}

const get: Access = (cell) => cell.get();
const set: Access = (cell) => cell.set(1);
const replace: Access = (cell) => cell.replace(1);
const borrow: Access = (cell) => cell.with(() => yieldNow());
const borrowMut: Access = (cell) => cell.withMut(() => yieldNow());

describe("UnsafeCell", () => {
  it("reads, writes and replaces", () => {
    const seen: unknown[] = [];
    runClean(function* () {
      const cell = new UnsafeCell(1, "cell");
      seen.push(yield* cell.get());
      yield* cell.set(2);
      seen.push(yield* cell.replace(3), cell.peek());
      seen.push(
        yield* cell.with(function* (value) {
          yield* yieldNow();
          return value * 10;
        }),
      );
    });
    expect(seen).toEqual([1, 2, 3, 30]);
  });

  it.each([
    ["get", "set", get, set],
    ["set", "set", set, set],
    ["replace", "get", replace, get],
    ["with", "set", borrow, set],
    ["withMut", "get", borrowMut, get],
    ["withMut", "withMut", borrowMut, borrowMut],
  ] as const)("finds the race of %s and %s under every schedule", (_left, _right, left, right) => {
    expect(unordered(left, right).kinds).toEqual(["data-race"]);
  });

  it.each([
    ["get", "get", get, get],
    ["with", "get", borrow, get],
    ["with", "with", borrow, borrow],
  ] as const)("lets %s and %s be: nobody writes", (_left, _right, left, right) => {
    expect(unordered(left, right).kinds).toEqual(["clean"]);
  });

  it("names the cell, both threads and what each did", () => {
    expect(unordered(set, get).finding?.message).toMatch(
      /^"(left|right)" (reads|writes) cell \((get|set)\) while "(left|right)" (read|wrote \(set\)) it, and nothing orders the two\.$/,
    );
  });

  it("has races of the first value too, where the cell is published by a relaxed store", () => {
    const publish = (ordering: "Relaxed" | "Release"): readonly string[] =>
      sweep(function* () {
        const ready = new AtomicUsize(0, "ready");
        let cell: UnsafeCell<number> | null = null;
        yield* spawn(function* () {
          if ((yield* ready.load("Acquire")) === 1) yield* (cell as UnsafeCell<number>).get();
        }, "reader");
        cell = new UnsafeCell(7, "cell");
        yield* ready.store(1, ordering);
      }).kinds;
    expect(publish("Relaxed")).toEqual(["clean", "data-race"]);
    expect(publish("Release")).toEqual(["clean"]);
  });

  it("holds a borrow that lasts against an access that comes between its ends", () => {
    // The borrower learns of nothing from the writer, but the writer is ordered after the begin.
    const verdict = sweep(function* () {
      const cell = new UnsafeCell(0, "cell");
      const begun = new AtomicUsize(0, "begun");
      yield* spawn(
        () =>
          cell.withMut(function* () {
            yield* begun.store(1, "Release");
            yield* yieldNow();
          }),
        "borrower",
      );
      yield* spawn(function* () {
        if ((yield* begun.load("Acquire")) === 1) yield* cell.set(2);
      }, "writer");
    });
    expect(verdict.kinds).toEqual(["clean", "data-race"]);
    expect(verdict.finding?.message).toContain("cell");
  });

  it("ends a borrow when its body panics or returns, so that a later one is no race", () => {
    const verdict = sweep(function* () {
      const cell = new UnsafeCell(0, "cell");
      const child = yield* spawn(() => cell.withMut(() => yieldNow()), "child");
      yield* child.join();
      yield* cell.withMut(() => yieldNow());
    });
    expect(verdict.kinds).toEqual(["clean"]);
  });
});
