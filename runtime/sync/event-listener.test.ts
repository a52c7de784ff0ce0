import { expect, it } from "vitest";
import { blockOn } from "../future/block-on.ts";
import { RecordingWaker } from "../future/recording-waker.ts";
import { pollOnce } from "../future/testing/drive.ts";
import { runClean, runOnce } from "../future/testing/run.ts";
import { Event } from "./event-listener.ts";

it("notifies the listeners in the order in which they came, and as many as are missing", () => {
  runClean(function* () {
    const event = new Event();
    const one = yield* event.listen();
    const two = yield* event.listen();
    const three = yield* event.listen();
    expect(yield* event.notify(1)).toBe(1);
    expect(yield* event.notify(1), "one is notified already").toBe(0);
    expect(yield* event.notifyAdditional(1)).toBe(1);
    expect((yield* pollOnce(three)).ready).toBe(false);
    yield* blockOn(two);
    yield* blockOn(one);
    expect(yield* event.notifyRelaxed(9)).toBe(1);
    yield* blockOn(three);
  });
});

it("forgets a notification when nobody listens", () => {
  runClean(function* () {
    const event = new Event();
    expect(yield* event.notify(1)).toBe(0);
    const late = yield* event.listen();
    expect((yield* pollOnce(late)).ready).toBe(false);
    yield* late.drop();
  });
});

it("passes the notification of a dropped listener on", () => {
  runClean(function* () {
    const event = new Event();
    const one = yield* event.listen();
    const two = yield* event.listen();
    yield* event.notify(1);
    yield* one.drop();
    yield* blockOn(two);
    const waits = yield* event.listen();
    yield* waits.drop();
    expect(yield* event.notify(1), "the list is empty").toBe(0);
  });
});

it("wakes the waker of the last poll", () => {
  const old = new RecordingWaker("old");
  const last = new RecordingWaker("last");
  runClean(function* () {
    const event = new Event();
    const listener = yield* event.listen();
    yield* pollOnce(listener, old);
    yield* pollOnce(listener, last);
    yield* event.notify(1);
    yield* blockOn(listener);
  });
  expect([old.wakes, last.wakes]).toEqual([0, 1]);
});

it("panics when a listener is polled after it was ready", () => {
  const found = runOnce(function* () {
    const event = new Event();
    const listener = yield* event.listen();
    yield* event.notify(1);
    yield* pollOnce(listener);
    yield* pollOnce(listener);
  });
  expect(found?.message).toContain("cannot poll a completed `EventListener` future");
});
