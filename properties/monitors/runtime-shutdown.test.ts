import { describe, expect, it } from "vitest";
import { park } from "../../sim/index.ts";
import { claim, runToTheEnd, withTask } from "../testing/one-task.ts";
import { RuntimeShutdown } from "./runtime-shutdown.ts";

const RUNTIME = {};
const POOL = {};

const watch = (misuse: Parameters<typeof withTask>[1]) =>
  withTask(
    () => new RuntimeShutdown(),
    function* (one) {
      yield* runToTheEnd(one);
      yield* misuse(one);
    },
  );

describe("I14, shutdown of a runtime", () => {
  it("is broken by a shutdown that hangs", () => {
    const finding = watch(function* () {
      claim({ type: "runtime.shutdown.begin", runtime: RUNTIME });
      yield* park();
    });
    expect(finding).toMatchObject({ kind: "invariant", invariant: "I14" });
    expect(finding?.message).toBe("a runtime began to shut down, and never ends to.");
  });

  it("is broken by a shutdown that is given up", () => {
    const finding = watch(function* () {
      claim({ type: "runtime.shutdown.begin", runtime: RUNTIME });
    });
    expect(finding?.message).toContain("did not end");
  });

  it("is broken by a blocking task that is left in its pool", () => {
    const finding = watch(function* ({ raw: task }) {
      claim({ type: "blocking.spawn", pool: POOL, task });
    });
    expect(finding?.message).toBe("task was given to a blocking pool, and neither run nor dropped.");
  });

  it("is broken by a blocking task that is run and dropped", () => {
    const finding = watch(function* ({ raw: task }) {
      claim({ type: "blocking.spawn", pool: POOL, task });
      claim({ type: "blocking.run", pool: POOL, task });
      claim({ type: "blocking.drop", pool: POOL, task });
    });
    expect(finding?.message).toBe("task was given to a blocking pool, run and then dropped.");
  });

  it("is broken by a thread of the pool that is never counted out", () => {
    const finding = watch(function* () {
      claim({ type: "blocking.thread.start", pool: POOL });
    });
    expect(finding?.message).toBe("a blocking pool counts 1 threads when all is over.");
  });

  it("holds where all of these come to their end", () => {
    const finding = watch(function* ({ raw: task }) {
      claim({ type: "blocking.thread.start", pool: POOL });
      claim({ type: "runtime.shutdown.begin", runtime: RUNTIME });
      claim({ type: "blocking.drop", pool: POOL, task });
      claim({ type: "blocking.thread.end", pool: POOL });
      claim({ type: "runtime.shutdown.end", runtime: RUNTIME });
    });
    expect(finding).toBeNull();
  });
});
