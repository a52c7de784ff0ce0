import { describe, expect, it } from "vitest";
import { finding, raise } from "../finding/finding.ts";
import type { Op } from "../op.ts";
import { runClean, runOnce, sweep } from "../testing/sweep.ts";
import { spawn } from "../thread/spawn.ts";
import { yieldNow } from "../thread/yield-now.ts";
import { catchUnwind, resumeUnwind } from "./catch-unwind.ts";
import { assertOrPanic, panic, panicking } from "./panic.ts";

function* failing(payload: unknown): Op<void> {
  yield* yieldNow();
  panic(payload);
}

describe("panic", () => {
  it("that leaves its thread is a finding with its message", () => {
    const found = runOnce(function* () {
      yield* spawn(() => failing("out of luck"), "unlucky");
    }).finding;
    expect(found?.kind).toBe("panic");
    expect(found?.message).toBe('"unlucky" panicked: out of luck');
  });

  it("unwinds through `finally`, where drops may step", () => {
    const done: string[] = [];
    const verdict = sweep(
      function* () {
        const caught = yield* catchUnwind(function* () {
          try {
            yield* failing("boom");
          } finally {
            expect(panicking()).toBe(true);
            yield* yieldNow();
            done.push("dropped");
          }
        });
        expect(panicking()).toBe(false);
        expect(caught).toMatchObject({ ok: false, panic: { payload: "boom" } });
        yield* yieldNow();
      },
      { runs: 3 },
    );
    expect(verdict.kinds).toEqual(["clean"]);
    expect(done).toEqual(["dropped", "dropped", "dropped"]);
  });

  it("says Rust's words for a failed assertion of the modelled code", () => {
    const found = runOnce(function* () {
      assertOrPanic(1 < 2, "1 < 2");
      assertOrPanic(1 > 2, "1 > 2");
    }).finding;
    expect(found?.message).toBe('"main" panicked: assertion failed: 1 > 2');
  });

  it("is only of its own thread: others do not unwind", () => {
    runClean(function* () {
      const other = yield* spawn(() => catchUnwind(() => failing("mine")), "other");
      expect(panicking()).toBe(false);
      expect((yield* other.join()).ok).toBe(false);
    });
  });
});

describe("catchUnwind", () => {
  it("gives back the value of a body that does not panic", () => {
    runClean(function* () {
      const caught = yield* catchUnwind(function* () {
        yield* yieldNow();
        return 7;
      });
      expect(caught).toEqual({ ok: true, value: 7 });
    });
  });

  it("catches the inner one of two nested panics and lets the outer one go on", () => {
    runClean(function* () {
      const outer = yield* catchUnwind(function* () {
        try {
          yield* failing("outer");
        } finally {
          const inner = yield* catchUnwind(() => failing("inner"));
          expect(inner.ok ? "" : inner.panic.message).toBe("inner");
          expect(panicking()).toBe(true);
        }
      });
      expect(outer.ok ? "" : outer.panic.message).toBe("outer");
      expect(panicking()).toBe(false);
    });
  });

  it("does not catch findings", () => {
    const found = runOnce(function* () {
      yield* catchUnwind(() => raise(finding("assertion", "a verdict")));
    }).finding;
    expect(found?.message).toBe("a verdict");
  });

  it("resumes a panic that it caught: the same one, which counts as unwinding again", () => {
    const found = runOnce(function* () {
      const caught = yield* catchUnwind(() => failing("again"));
      if (!caught.ok) resumeUnwind(caught.panic);
    }).finding;
    expect(found?.message).toBe('"main" panicked: again');
    runClean(function* () {
      const caught = yield* catchUnwind(function* () {
        const first = yield* catchUnwind(() => failing("again"));
        expect(panicking()).toBe(false);
        if (!first.ok) resumeUnwind(first.panic);
      });
      expect(caught.ok).toBe(false);
      expect(panicking()).toBe(false);
    });
  });
});

describe("a panic while unwinding", () => {
  it("aborts the execution, and no catchUnwind further out stops that", () => {
    const found = runOnce(function* () {
      yield* catchUnwind(function* () {
        try {
          yield* failing("first");
        } finally {
          yield* failing("second");
        }
      });
    }).finding;
    expect(found?.kind).toBe("panic");
    expect(found?.message).toBe('"main" panicked while unwinding and aborts: second');
    expect(found?.details).toEqual(["it was unwinding from: first"]);
  });

  it("aborts also where the second one comes from deep inside a drop, and the first was resumed", () => {
    const found = runOnce(function* () {
      const caught = yield* catchUnwind(() => failing("first"));
      yield* catchUnwind(function* () {
        try {
          if (!caught.ok) resumeUnwind(caught.panic);
        } finally {
          yield* failing("second");
        }
      });
    }).finding;
    expect(found?.message).toContain("panicked while unwinding and aborts: second");
  });
});

describe("other exceptions", () => {
  it("are findings that say where they were thrown", () => {
    const found = runOnce(function* () {
      throw new TypeError("broken model");
    }).finding;
    expect(found?.kind).toBe("panic");
    expect(found?.message).toBe('"main" threw TypeError: broken model');
    expect(found?.details[0]).toContain("panic.test.ts");
  });

  it("of assertion libraries are assertion findings", () => {
    const found = runOnce(function* () {
      expect(1).toBe(2);
    }).finding;
    expect(found?.kind).toBe("assertion");
  });
});
