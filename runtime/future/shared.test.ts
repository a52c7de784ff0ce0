import { expect, it } from "vitest";
import { catchUnwind, type Op, panic } from "../../sim/index.ts";
import { blockOn } from "./block-on.ts";
import { PENDING } from "./poll.ts";
import { pollFn } from "./poll-fn.ts";
import { RecordingWaker } from "./recording-waker.ts";
import { shared } from "./shared.ts";
import { Manual, pollOnce } from "./testing/drive.ts";
import { runClean, runOnce } from "./testing/run.ts";

it("gives each handle a copy of the output, and the last one the output itself", () => {
  const copies: string[] = [];
  runClean(function* () {
    const manual = new Manual<string>("inner");
    const copy = function* (output: string): Op<string> {
      copies.push(output);
      return `copy of ${output}`;
    };
    const one = shared(manual, { copy });
    const two = yield* one.clone();
    expect((yield* pollOnce(one)).ready).toBe(false);
    manual.give("output");
    expect(yield* blockOn(two)).toBe("copy of output");
    expect(manual.consumed, "the future is dropped when it is complete").toBe(true);
    expect(yield* blockOn(one)).toBe("output");
  });
  expect(copies).toEqual(["output"]);
});

it("wakes every handle that waits when the future is woken, and all when it is complete", () => {
  const one = new RecordingWaker("one");
  const two = new RecordingWaker("two");
  runClean(function* () {
    let isReady = false;
    const wakers: { wake(): Op<void> }[] = [];
    const inner = pollFn<number>(function* (cx) {
      if (isReady) return { ready: true, value: 1 };
      wakers.push(yield* cx.waker.clone());
      return PENDING;
    });
    const first = shared(inner);
    const second = yield* first.clone();
    const third = yield* first.clone();
    yield* pollOnce(first, one);
    yield* pollOnce(second, two);
    isReady = true;
    for (const waker of wakers) yield* waker.wake();
    expect([one.wakes, two.wakes]).toEqual([1, 1]);
    yield* pollOnce(first, one);
    yield* pollOnce(third);
    yield* first.drop();
    yield* second.drop();
    yield* third.drop();
  });
});

it("is dropped with its last handle, whose waker it does not keep", () => {
  runClean(function* () {
    const log: string[] = [];
    const one = shared(new Manual<void>("inner", log));
    const two = yield* one.clone();
    yield* pollOnce(one);
    yield* one.drop();
    expect(log).toEqual(["poll inner"]);
    yield* two.drop();
    expect(log).toEqual(["poll inner", "drop inner"]);
  });
});

it("panics for all handles once its future has panicked", () => {
  runClean(function* () {
    const one = shared(pollFn<void>(() => panic("inner")));
    const two = yield* one.clone();
    const first = yield* catchUnwind(() => blockOn(one));
    expect(first.ok).toBe(false);
    const second = yield* catchUnwind(() => blockOn(two));
    expect(second.ok ? "" : second.panic.message).toContain("inner future panicked during poll");
  });
});

it("wakes those who wait when the poll of another handle panics", () => {
  const waits = new RecordingWaker("waits");
  runClean(function* () {
    let isBad = false;
    const inner = pollFn<void>(function* () {
      if (isBad) panic("inner");
      return PENDING;
    });
    const one = shared(inner);
    const two = yield* one.clone();
    yield* pollOnce(two, waits);
    isBad = true;
    yield* catchUnwind(() => blockOn(one));
    expect(waits.wakes).toBe(1);
    yield* two.drop();
  });
});

it("panics when a handle is polled or cloned after it was ready", () => {
  const manual = () => {
    const future = new Manual<number>("inner");
    future.give(1);
    return future;
  };
  const polled = runOnce(function* () {
    const one = shared(manual());
    yield* pollOnce(one);
    yield* pollOnce(one);
  });
  expect(polled?.message).toContain("Shared future polled again after completion");
  const cloned = runOnce(function* () {
    const one = shared(manual());
    yield* pollOnce(one);
    yield* one.clone();
  });
  expect(cloned?.message).toContain("Shared future cloned after completion");
});
