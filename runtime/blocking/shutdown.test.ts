import { describe, expect, it } from "vitest";
import { now, type Op, spawn } from "../../sim/index.ts";
import { runOnce, sweep } from "../task/testing/sweep.ts";
import { channel, type Sender } from "./shutdown.ts";

function* dropIt(sender: Sender): Op<void> {
  yield* sender.drop();
}

describe("the shutdown channel", () => {
  it("closes when the last sender is dropped, on whichever thread", () => {
    const verdict = sweep(function* () {
      const { sender, receiver } = channel("pool");
      const second = yield* sender.clone();
      const thread = yield* spawn(() => dropIt(second), "thread");
      yield* sender.drop();
      expect(yield* receiver.wait(null)).toBe(true);
      yield* thread.join();
    });
    expect(verdict.kinds).toEqual(["clean"]);
  });

  it("says after the timeout that there still are senders", () => {
    const { finding } = runOnce(function* () {
      const { sender, receiver } = channel("pool");
      expect(yield* receiver.wait(50)).toBe(false);
      expect(now()).toBe(50);
      yield* sender.drop();
      expect(yield* receiver.wait(50)).toBe(true);
      expect(now()).toBe(50);
    });
    expect(finding).toBeNull();
  });

  it("does not look without time, so that nobody joins threads that may run user code", () => {
    const { finding } = runOnce(function* () {
      const { sender, receiver } = channel("pool");
      yield* sender.drop();
      expect(yield* receiver.wait(0)).toBe(false);
    });
    expect(finding).toBeNull();
  });
});
