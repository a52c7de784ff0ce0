import { expect, it } from "vitest";
import { crc32 } from "./crc32.ts";

it("agrees with the check value of the standard", () => {
  expect(crc32([..."123456789"].map((digit) => digit.charCodeAt(0)))).toBe(0xcbf43926);
  expect(crc32([])).toBe(0);
});
