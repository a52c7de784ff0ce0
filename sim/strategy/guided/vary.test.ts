import { expect, it } from "vitest";
import { stream } from "../../random/seedrandom.ts";
import { Tape, type TapeEntry } from "../../tape/tape.ts";
import { vary } from "./vary.ts";

const TAPE = new Tape(Array.from({ length: 20 }, (_, i) => ({ kind: "schedule", options: 50, answer: i })));
const OTHER = new Tape(Array.from({ length: 30 }, (_, i) => ({ kind: "schedule", options: 200, answer: 100 + i })));

const variation = (seed: string, tape = TAPE, other = OTHER): TapeEntry[] => vary(tape, other, stream(seed, "test"));
const answers = (entries: readonly TapeEntry[]): number[] => entries.map(({ answer }) => answer);
const MANY = Array.from({ length: 300 }, (_, i) => variation(`seed.${i}`));

it("is a function of the draws, and leaves the tapes as they are", () => {
  expect(Array.from({ length: 300 }, (_, i) => variation(`seed.${i}`))).toEqual(MANY);
  expect(answers(TAPE.entries)).toEqual(Array.from({ length: 20 }, (_, i) => i));
  expect(OTHER.entries).toHaveLength(30);
});

it("begins as the tape does, mostly", () => {
  const alike = MANY.map((entries) => entries.findIndex(({ answer }, at) => answer !== at));
  const whole = alike.filter((at, i) => at === -1 || at > Math.min(5, (MANY[i]?.length ?? 0) / 4));
  expect(whole.length).toBeGreaterThan(150);
});

it("cuts, shortens, lengthens, changes, swaps, and takes the end of another tape", () => {
  const some = (what: (entries: readonly number[]) => boolean): boolean => MANY.some((one) => what(answers(one)));
  expect(some((all) => all.length < 10 && all.every((answer, at) => answer === at))).toBe(true);
  expect(some((all) => all.length === 19 && all.at(-1) === 19)).toBe(true);
  expect(some((all) => all.length === 21 && all.at(-1) === 19)).toBe(true);
  expect(some((all) => all.length === 20 && all.filter((answer, at) => answer !== at).length === 1)).toBe(true);
  expect(some((all) => all.some((answer, at) => answer === at + 1 && all[at + 1] === at))).toBe(true);
  expect(some((all) => all.length === 30 && all[0] === 0 && all.at(-1) === 129)).toBe(true);
});

it("is empty where the tape is", () => {
  for (let i = 0; i < 20; i++) expect(variation(`empty.${i}`, new Tape())).toEqual([]);
});
