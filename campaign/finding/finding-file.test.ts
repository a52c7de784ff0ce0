import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { foundIncrement } from "../testing/found.ts";
import { type FindingFile, readFindingFile, writeFindingFile } from "./finding-file.ts";

const folder = mkdtempSync(path.join(tmpdir(), "reveille-finding-file-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a finding's file", () => {
  const file = path.join(folder, "finding.json");
  const finding = foundIncrement();

  const without = (...keys: (keyof FindingFile)[]): object =>
    Object.fromEntries(Object.entries(finding).filter(([key]) => !keys.includes(key as keyof FindingFile)));

  it("is read as it was written, with the switch that decides and the place of the last step", () => {
    writeFindingFile(file, finding);
    expect(readFindingFile(file)).toEqual(finding);
    expect(finding.decisive).toMatchObject({ afterStep: expect.any(Number), of: 200 });
    expect(finding.text).toContain(`decisive the switch after step ${finding.decisive?.afterStep}: with it `);
    expect(finding.text).toContain(`, at ${finding.place}\n`);
  });

  it("of an earlier version lacks what is known of it now, and can be read", () => {
    writeFileSync(file, JSON.stringify(without("decisive", "place", "faults")));
    expect(readFindingFile(file)).toEqual({ ...finding, decisive: null, place: null, faults: null });
  });

  it.each(["tape", "message", "details", "reproduce", "again"] as const)("that lacks its %s is damaged", (key) => {
    writeFileSync(file, JSON.stringify(without(key)));
    expect(() => readFindingFile(file)).toThrow(`cannot read the finding ${file}: "${key}" is missing or is no`);
  });
});
