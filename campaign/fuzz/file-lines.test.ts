import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { lengthOfWholeLines, wholeLines } from "./file-lines.ts";

const folder = mkdtempSync(path.join(tmpdir(), "reveille-lines-"));
const file = path.join(folder, "file");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each([
  ["nothing", "", []],
  ["a torn line only", "torn", []],
  ["lines", "one\n\ntwo\n", ["one", "", "two"]],
  ["lines and a torn one", "one\ntwo\nto", ["one", "two"]],
  ["lines that are longer than what is read at once", `${"é".repeat(1 << 20)}\n${"b".repeat(3_000_000)}\ntorn`, null],
  ["a long torn line behind them", `one\n${"b".repeat(3_000_000)}`, ["one"]],
])("tells the whole lines of a file of %s, and how long they are", (_what, text, lines) => {
  writeFileSync(file, text);
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  expect([...wholeLines(file)]).toEqual(lines ?? whole.split("\n").slice(0, -1));
  expect(lengthOfWholeLines(file)).toBe(Buffer.byteLength(whole));
});
