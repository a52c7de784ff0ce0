import { describe, expect, it } from "vitest";
import { Context, Interest, IoReady, RecordingWaker, ScheduledIo } from "../../runtime/index.ts";
import { type Op, park, spawn } from "../../sim/index.ts";
import { firstFinding } from "../testing/first-finding.ts";
import { claim } from "../testing/one-task.ts";
import { RESOURCES } from "./alarms.ts";
import { ReadinessSoundness } from "./readiness-soundness.ts";
import { WhenTold } from "./when-told.ts";

const watch = (model: (io: ScheduledIo) => Op<void>) =>
  firstFinding(
    () => [new WhenTold(RESOURCES, [new ReadinessSoundness()])],
    function* () {
      const io = new ScheduledIo("io", 2);
      claim({ type: "io.register", io });
      yield* model(io);
    },
    20,
  );

/** After 256 events the low bits of the tick are the same again: so it is in tokio 1.53. */
function* emptyEvents(io: ScheduledIo, count: number): Op<void> {
  for (let i = 0; i < count; i++) yield* io.setReadiness("set", (ready) => ready);
}

describe("I13, readiness soundness", () => {
  it("holds where an operation found nothing, and nothing came in since it began", () => {
    const finding = watch(function* (io) {
      yield* io.dispatch(IoReady.READABLE);
      yield* io.clearReadiness(yield* io.readyEvent(Interest.READABLE));
    });
    expect(finding).toBeNull();
  });

  it("holds where a clearing comes too late and changes nothing", () => {
    const finding = watch(function* (io) {
      yield* io.dispatch(IoReady.READABLE);
      const stale = yield* io.readyEvent(Interest.READABLE);
      yield* io.dispatch(IoReady.READABLE);
      yield* io.clearReadiness(stale);
    });
    expect(finding).toBeNull();
  });

  it("is broken by a clearing of what came in meanwhile", () => {
    const finding = watch(function* (io) {
      yield* io.dispatch(IoReady.READABLE);
      const stale = yield* io.readyEvent(Interest.READABLE);
      yield* io.dispatch(IoReady.READABLE);
      yield* emptyEvents(io, 255);
      yield* io.clearReadiness(stale);
    });
    expect(finding).toMatchObject({ kind: "invariant", invariant: "I13" });
    expect(finding?.message).toBe(
      '"main" clears READABLE of io, though an event came in after the operation began that found nothing.',
    );
  });

  it("holds where only another direction had an event", () => {
    const finding = watch(function* (io) {
      yield* io.dispatch(IoReady.READABLE);
      const event = yield* io.readyEvent(Interest.READABLE);
      yield* io.dispatch(IoReady.WRITABLE);
      yield* emptyEvents(io, 255);
      yield* io.clearReadiness(event);
    });
    expect(finding).toBeNull();
  });

  it("is not broken by a task that waits for what is not ready, but by one that waits for what is (I1)", () => {
    const waits = (then: IoReady) =>
      watch(function* (io) {
        const waker = new RecordingWaker("reader").waker();
        yield* io.pollReadiness(new Context(waker), "read");
        yield* io.setReadiness("set", (ready) => ready.or(then));
        yield* (yield* spawn(park, "sleeper")).join();
      });
    expect(waits(IoReady.WRITABLE)?.invariant).toBeNull();
    expect(waits(IoReady.READABLE)).toMatchObject({ kind: "lost-wakeup", invariant: "I1" });
    expect(waits(IoReady.READABLE)?.message).toBe("reader sleeps until io is ready, which is READABLE.");
  });
});
