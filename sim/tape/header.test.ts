import { expect, it } from "vitest";
import { compareHeaders, type TapeHeader } from "./header.ts";

const HERE: TapeHeader = { version: "2.0.0", program: "area/race", options: "aa", memory: "sc", faults: "plan" };
const messagesFor = (tape: Partial<TapeHeader>): string[] =>
  compareHeaders({ ...HERE, ...tape }, HERE).map(({ field, message }) => `${field}: ${message}`);

it("fits what it was recorded from", () => {
  expect(messagesFor({})).toEqual([]);
});

it("says what differs, and what to do", () => {
  expect(messagesFor({ version: "1.0.0" })).toEqual([
    "version: the tape was recorded by version 1.0.0, this is 2.0.0: use that version, or replay leniently",
  ]);
  expect(messagesFor({ options: "bb" })).toEqual([
    'options: the options or faults that "area/race" declares have changed since the tape was recorded: search again, or replay leniently',
  ]);
  expect(messagesFor({ memory: "rc11" })).toEqual([
    'memory: the tape was recorded under the memory model "rc11", not "sc": replay it under that',
  ]);
  expect(messagesFor({ faults: "swarm" })).toEqual([
    "faults: the tape was recorded with the faults swarm, not plan: replay it with those",
  ]);
});

it("names the program alone where that is another one", () => {
  expect(messagesFor({ program: "area/other", version: "1.0.0", options: "bb" })).toEqual([
    'program: the tape is of "area/other", not of "area/race": replay it there',
  ]);
});

it("names two differences where there are two", () => {
  expect(messagesFor({ options: "bb", version: "1.0.0" })).toHaveLength(2);
});
