import fc from "fast-check";
import { expect, it } from "vitest";
import { fromBase64Url, toBase64Url } from "./base64url.ts";

it("agrees with Node's own, both ways", () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const text = Buffer.from(bytes).toString("base64url");
      expect(toBase64Url([...bytes])).toBe(text);
      expect(fromBase64Url(text)).toEqual([...bytes]);
    }),
    { seed: 1 },
  );
});

it("takes one spelling only", () => {
  expect(fromBase64Url("AA")).toEqual([0]);
  expect(fromBase64Url("AB")).toBeNull();
  expect(fromBase64Url("A")).toBeNull();
  expect(fromBase64Url("AA==")).toBeNull();
  expect(fromBase64Url("A+/A")).toBeNull();
});
