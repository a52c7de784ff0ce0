import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { alone } from "../testing/project/scenarios/alone.ts";
import { steady } from "../testing/project/scenarios/steady.ts";
import { assertFits, checkpointOf, checkpointPath, readCheckpoint, writeCheckpoint } from "./checkpoint.ts";
import { NOTHING } from "./tally.ts";

const folder = mkdtempSync(path.join(tmpdir(), "reveille-checkpoint-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const settings = { memory: "sc", yields: 3, preemptions: 2, faults: "plan" } as const;
const left = [{ pending: [{ weight: 0.5 }] }];
const checkpoint = checkpointOf(steady, settings, { seconds: 3, tally: NOTHING, left });

function file(name: string, text: string): string {
  const at = path.join(folder, name);
  writeFileSync(at, text);
  return at;
}

it("reads what it wrote, and leaves nothing else behind", () => {
  const own = mkdtempSync(path.join(folder, "own-"));
  const at = checkpointPath(own, "fine/steady", "sc");
  writeCheckpoint(at, checkpoint);
  expect(readCheckpoint(at)).toEqual(checkpoint);
  expect(readdirSync(own)).toEqual(["fine-steady.sc.checkpoint.json"]);
  expect(() => assertFits(checkpoint, steady, at)).not.toThrow();
});

it.each([
  ["that is not there", path.join(folder, "none.json"), "there is no such file"],
  ["that is not JSON", file("cut.json", '{ "schema'), "not JSON"],
  ["of another schema", file("other.json", '{ "schema": "reveille-finding/1" }'), "reveille-finding/1"],
  ["that is null", file("null.json", "null"), "it is not one"],
  ["with holes", file("holes.json", '{ "schema": "reveille-checkpoint/1", "left": [] }'), "damaged"],
])("refuses a file %s", (_what, at, says) => {
  expect(() => readCheckpoint(at)).toThrow(says);
});

it("refuses a checkpoint of another scenario, version or other options", () => {
  expect(() => assertFits(checkpoint, alone, "f")).toThrow('is of "fine/steady", not of "inert/alone"');
  expect(() => assertFits({ ...checkpoint, version: "0.0.0" }, steady, "f")).toThrow("is of version 0.0.0");
  expect(() => assertFits(checkpoint, { ...steady, options: {} }, "f")).toThrow("other options");
});
