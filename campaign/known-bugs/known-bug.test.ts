import { describe, expect, it } from "vitest";
import { parseKnownBug } from "./known-bug.ts";

const HEADER = `Description: The wake is lost.
 A second line of the story.
Origin: known-bugs.md, c/x
Bug: https://example.invalid/1
Scenario: atomic-waker/basic-notification
Breaks: lost-wakeup I1
Memory: sc
Budget: 500
`;
const DIFF = `--- a/runtime/a.ts
+++ b/runtime/a.ts
@@ -1,1 +1,1 @@
-const a = 1;
+const a = 2;
`;
const parse = (text: string) => parseKnownBug("c/x", "c/x.patch", text);

describe("the header of a known bug", () => {
  it("says what it is, where it comes from and what must find it", () => {
    expect(parse(HEADER + DIFF)).toEqual({
      id: "c/x",
      file: "c/x.patch",
      description: "The wake is lost.",
      origin: "known-bugs.md, c/x",
      bug: "https://example.invalid/1",
      scenario: "atomic-waker/basic-notification",
      breaks: { kind: "lost-wakeup", invariant: "I1" },
      memory: "sc",
      budget: 500,
      strategy: null,
      diff: DIFF,
    });
  });

  it("names a control by breaking nothing", () => {
    expect(parse(HEADER.replace("lost-wakeup I1", "nothing") + DIFF).breaks).toBeNull();
  });

  it.each([
    ["a missing key", HEADER.replace(/Memory.*\n/, ""), "the header has no Memory"],
    ["an unknown key", HEADER.replace("Budget", "Buget"), 'line 8: unknown key "Buget"'],
    ["a key twice", `${HEADER}Budget: 5\n`, "line 9: Budget is there twice"],
    ["a bad number", HEADER.replace("500", "many"), 'Budget is "many"'],
    ["an unknown kind", HEADER.replace("lost-wakeup", "lost-wake"), '"lost-wake", which is no kind of finding'],
    ["a bad invariant", HEADER.replace("I1", "one"), "write a kind and at most an invariant"],
    ["a line that is no field", `${HEADER}so it goes\n`, "line 9 is not `Key: value`"],
  ])("refuses %s, naming the file and the place", (_what, header, reason) => {
    expect(() => parse(header + DIFF)).toThrow(reason);
    expect(() => parse(header + DIFF)).toThrow("c/x.patch");
  });

  it("refuses a file without a diff", () => {
    expect(() => parse(HEADER)).toThrow("there is no diff in it");
  });
});
