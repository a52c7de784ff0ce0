import { expect, it } from "vitest";
import { check } from "../check/check.ts";
import { assert } from "../finding/finding.ts";
import type { Op } from "../op.ts";
import { spawn } from "./spawn.ts";
import { ThreadLocal } from "./thread-local.ts";

/** At module level, as in Rust: the values are the threads', and gone after each execution. */
const DEPTH = new ThreadLocal(() => 0);

function* deeper(times: number): Op<void> {
  assert(DEPTH.get() === 0, "a new thread begins with the first value");
  for (let i = 0; i < times; i++) {
    yield* spawn(function* () {});
    assert(DEPTH.replace(DEPTH.get() + 1) === i, "another thread changed it");
  }
  assert(DEPTH.get() === times, "another thread changed it");
}

it("keeps the threads' values apart, and none from one execution to the next", () => {
  const report = check(function* () {
    const other = yield* spawn(() => deeper(3), "other");
    yield* deeper(2);
    yield* other.join();
  });
  expect(report.executions).toBe(1_000);
});
