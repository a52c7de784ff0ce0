import { expect, it } from "vitest";
import { finding } from "../finding/finding.ts";
import { fingerprintOf } from "./fingerprint.ts";

const lost = (...involved: string[]): string => fingerprintOf(finding("lost-wakeup", "message", { involved }));

it("is eight hexadecimal digits, the same in every version", () => {
  expect(lost("consumer park()")).toBe("a3452217");
});

it("takes instances of one sort for the same", () => {
  expect(lost("notifier 1 waker 0.1.12.wake()")).toBe(lost("notifier 2 waker 0.3.7.wake()"));
  expect(lost("notifier 1 park()", "notifier 2 park()")).toBe(lost("notifier 3 park()"));
  expect(lost("a", "b")).toBe(lost("b", "a"));
});

it("tells kinds, invariants, operations and objects apart", () => {
  const prints = [
    lost("consumer park()"),
    lost("notifier park()"),
    lost("consumer join()"),
    fingerprintOf(finding("deadlock", "message", { involved: ["consumer park()"] })),
    fingerprintOf(finding("lost-wakeup", "message", { involved: ["consumer park()"], invariant: "I1" })),
  ];
  expect(new Set(prints).size).toBe(prints.length);
});

it("goes by the message where nothing is said to be involved", () => {
  const said = (message: string): string => fingerprintOf(finding("invariant", message));
  expect(said("3 permits are missing")).toBe(said("12 permits are missing"));
  expect(said("3 permits are missing")).not.toBe(said("a permit is missing"));
});
