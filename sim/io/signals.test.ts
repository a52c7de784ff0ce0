import { describe, expect, it } from "vitest";
import { UnsafeCell } from "../cell/unsafe-cell.ts";
import type { Op } from "../op.ts";
import { runClean, runOnce, sweep } from "../testing/sweep.ts";
import { currentThread, spawn } from "../thread/spawn.ts";
import { yieldNow } from "../thread/yield-now.ts";
import { Network } from "./net/network.ts";
import { ProcessLocal } from "./process-local.ts";
import { onSignal, raiseSignal } from "./signals.ts";

const COUNTER = new ProcessLocal(() => ({ count: 0 }));

/** Handled by counting, at once. */
function* count(): Op<void> {
  COUNTER.get().count++;
}

describe("a signal", () => {
  it("runs its handler, the last that was set, on the thread that raises it", () => {
    runClean(function* () {
      const heard: string[] = [];
      const listen = (what: string) =>
        function* (): Op<void> {
          yield* yieldNow();
          heard.push(`${what} on ${currentThread().name}`);
        };
      yield* onSignal("SIGTERM", listen("first"));
      yield* onSignal("SIGTERM", listen("second"));
      yield* onSignal("SIGHUP", listen("other"));
      const kernel = yield* spawn(() => raiseSignal("SIGTERM"), "kernel");
      yield* kernel.join();
      yield* raiseSignal("SIGTERM");
      expect(heard).toEqual(["second on kernel", "second on main"]);
    });
  });

  it("ends the process where nobody handles it, unless it is one of the harmless ones", () => {
    const { finding } = runOnce(() => raiseSignal("SIGINT"));
    expect([finding?.kind, finding?.message]).toEqual(["panic", "SIGINT ended the process: nobody handles it."]);
    runClean(function* () {
      yield* raiseSignal("SIGCHLD");
      yield* raiseSignal("SIGPIPE");
    });
  });

  it("comes after what was done before the handler was set", () => {
    const model = function* (): Op<void> {
      const data = new UnsafeCell(0, "data");
      const raiser = yield* spawn(() => raiseSignal("SIGWINCH"), "raiser");
      yield* data.set(1);
      yield* onSignal("SIGWINCH", function* () {
        expect(yield* data.get()).toBe(1);
      });
      yield* raiser.join();
    };
    expect(sweep(model, { runs: 50 }).kinds).toEqual(["clean"]);
  });
});

describe("what belongs to a process", () => {
  it("is another's on another host, and gone after a crash", () => {
    runClean(function* () {
      const network = new Network();
      const [left, right] = [network.host("left"), network.host("right")];
      const counted = function* (): Op<number> {
        yield* onSignal("SIGUSR1", count);
        yield* raiseSignal("SIGUSR1");
        return COUNTER.get().count;
      };
      const on = function* (host: typeof left): Op<number> {
        const handle = yield* host.spawn(counted);
        return yield* handle.join();
      };
      expect([yield* on(left), yield* on(left), yield* on(right), yield* counted()]).toEqual([1, 2, 1, 1]);
      left.crash();
      left.restart();
      expect([yield* on(left), yield* on(right)]).toEqual([1, 2]);
    });
  });

  it("does not outlive the execution", () => {
    const model = function* (): Op<void> {
      expect(++COUNTER.get().count).toBe(1);
    };
    expect(sweep(model, { runs: 2 }).kinds).toEqual(["clean"]);
  });
});
