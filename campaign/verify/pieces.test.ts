import { expect, it } from "vitest";
import { TreeExplorer } from "../testing/tree-explorer.ts";
import type { State } from "./explorable.ts";
import { type Piece, Pieces } from "./pieces.ts";
import type { Slice } from "./slice.ts";
import { NOTHING } from "./tally.ts";

/** Weights of eighths, the last one next. */
function state(...eighths: number[]): State {
  return { pending: eighths.map((weight) => ({ weight: weight / 8 })) };
}

function slice(executions: number, more: Partial<Slice> = {}): Slice {
  return { tally: { ...NOTHING, executions }, finding: null, left: null, ...more };
}

function found(executions: number, message: string): Slice {
  return slice(executions, { finding: { kind: "assertion", invariant: null, message, involved: [], details: [] } });
}

/** All that wait, taken in order. */
function takeAll(pieces: Pieces): Piece[] {
  const taken: Piece[] = [];
  for (let piece = pieces.take(); piece !== null; piece = pieces.take()) taken.push(piece);
  return taken;
}

it("divides a state so that what is next comes first, and keeps all of it", () => {
  const pieces = new Pieces([state(4, 2, 1, 1)]);
  pieces.share(3);
  expect(pieces.left).toEqual([state(1), state(1), state(4, 2)]);
  expect(pieces.fraction).toBe(0);
});

it("leaves alone what cannot be divided, and what somebody is at", () => {
  const pieces = new Pieces([state(8)]);
  pieces.share(4);
  expect(pieces.waiting).toBe(1);
  pieces.take();
  pieces.share(4);
  expect([pieces.waiting, pieces.taken]).toEqual([0, 1]);
});

it("says how much is explored by the weights of what is left", () => {
  const pieces = new Pieces([state(8)]);
  const [piece] = takeAll(pieces);
  pieces.settle(piece as Piece, slice(5, { left: state(2, 1) }));
  expect(pieces.fraction).toBe(1 - 3 / 8);
  expect(pieces.tally.executions).toBe(5);
});

it("counts a finding once all before it is done, and nothing that comes after it", () => {
  const pieces = new Pieces([state(1), state(1), state(1)]);
  const [first, second, third] = takeAll(pieces) as [Piece, Piece, Piece];
  pieces.settle(third, slice(100));
  pieces.settle(second, found(2, "the second"));
  expect(pieces.taken).toBe(1);
  pieces.settle(first, slice(10));
  expect(pieces.tally.executions).toBe(12);
  expect(pieces.found?.finding.message).toBe("the second");
});

it("prefers the finding of an earlier piece, whenever it comes", () => {
  const pieces = new Pieces([state(1), state(1)]);
  const [first, second] = takeAll(pieces) as [Piece, Piece];
  pieces.settle(second, found(2, "the second"));
  pieces.settle(first, found(3, "the first"));
  expect(pieces.found).toMatchObject({ finding: { message: "the first" }, from: state(1) });
  expect(pieces.tally.executions).toBe(3);
});

it("hears no more of a piece that comes after a finding", () => {
  const pieces = new Pieces([state(1), state(1)]);
  const [first, second] = takeAll(pieces) as [Piece, Piece];
  pieces.settle(first, found(3, "the first"));
  pieces.settle(second, slice(100, { left: state(1) }));
  expect([pieces.waiting, pieces.taken, pieces.tally.executions]).toEqual([0, 0, 3]);
});

it("puts a piece back once, and gives it up the second time, though it is still left", () => {
  const pieces = new Pieces([state(1)]);
  expect(pieces.lose(pieces.take() as Piece)).toBe(true);
  expect(pieces.lose(pieces.take() as Piece)).toBe(false);
  expect(pieces.take()).toBeNull();
  expect(pieces.lost).toBe(1);
  expect(pieces.left).toEqual([state(1)]);
});

it("goes on from what was left and counted before", () => {
  const before = new Pieces([new TreeExplorer({ depth: 2, failing: [] }).save()], { ...NOTHING, executions: 7 });
  expect(before.tally.executions).toBe(7);
  expect(new Pieces(before.left, before.tally).left).toEqual(before.left);
});
