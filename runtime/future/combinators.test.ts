import { describe, expect, it } from "vitest";
import { type Op, panic } from "../../sim/index.ts";
import { caught } from "./catch-unwind.ts";
import { join } from "./join.ts";
import { pending } from "./pending.ts";
import { PENDING, ready } from "./poll.ts";
import { pollFn } from "./poll-fn.ts";
import { readyFuture } from "./ready.ts";
import { RecordingWaker } from "./recording-waker.ts";
import type { Result } from "./result.ts";
import { select } from "./select.ts";
import { Manual, pollOnce } from "./testing/drive.ts";
import { runClean } from "./testing/run.ts";
import { tryJoin } from "./try-join.ts";
import { yieldNow } from "./yield-now.ts";

describe("join", () => {
  it("polls all of them, a different one first each time, and none that is ready", () => {
    const log: string[] = [];
    runClean(function* () {
      const [a, b] = [new Manual<number>("a", log), new Manual<string>("b", log)];
      const both = join([a, b]);
      yield* pollOnce(both);
      a.give(1);
      yield* pollOnce(both);
      b.give("2");
      expect(yield* pollOnce(both)).toEqual(ready([1, "2"]));
      yield* both.drop();
    });
    expect(log).toEqual(["poll a", "poll b", "poll b", "poll a", "drop a", "poll b", "drop b"]);
  });

  it("polls in the order as written when biased", () => {
    const log: string[] = [];
    runClean(function* () {
      const both = join([new Manual("a", log), new Manual("b", log)], { biased: true });
      yield* pollOnce(both);
      yield* pollOnce(both);
      yield* both.drop();
    });
    expect(log).toEqual(["poll a", "poll b", "poll a", "poll b", "drop a", "drop b"]);
  });

  it("drops the outputs that nobody took", () => {
    const log: string[] = [];
    runClean(function* () {
      const both = join([readyFuture(new Manual("output", log)), pending()]);
      yield* pollOnce(both);
      yield* both.drop();
    });
    expect(log).toEqual(["drop output"]);
  });
});

describe("tryJoin", () => {
  it("is over with the first error, and drops the rest, outputs too", () => {
    const log: string[] = [];
    runClean(function* () {
      const good = readyFuture<Result<Manual<void>, string>>({ ok: true, value: new Manual("output", log) });
      const bad = readyFuture<Result<never, string>>({ ok: false, error: "bad" });
      const waiting = new Manual<Result<string, string>>("waiting", log);
      const all = tryJoin<[Manual<void>, never, string], string>([good, bad, waiting]);
      expect(yield* pollOnce(all)).toEqual(ready({ ok: false, error: "bad" }));
      yield* all.drop();
    });
    expect(log).toEqual(["drop output", "drop waiting"]);
  });

  it("has all the values where nothing failed", () => {
    runClean(function* () {
      const good = readyFuture<Result<number, string>>({ ok: true, value: 1 });
      const all = tryJoin<[number], string>([good]);
      expect(yield* pollOnce(all)).toEqual(ready({ ok: true, value: [1] }));
      yield* all.drop();
    });
  });
});

describe("select", () => {
  it("is ready with the first that is, and drops all with itself", () => {
    const log: string[] = [];
    runClean(function* () {
      const [a, b] = [new Manual<number>("a", log), new Manual<number>("b", log)];
      b.give(2);
      const either = select([a, b], { biased: true });
      expect(yield* pollOnce(either)).toEqual(ready({ branch: 1, value: 2 }));
      yield* either.drop();
    });
    expect(log).toEqual(["poll a", "poll b", "drop a", "drop b"]);
  });
});

describe("small futures", () => {
  it("readyFuture is ready once, and drops a value that nobody took", () => {
    const log: string[] = [];
    runClean(function* () {
      const one = readyFuture(1);
      expect(yield* pollOnce(one)).toEqual(ready(1));
      const again = yield* pollOnce(caught(pollFn(() => one.poll({} as never))));
      expect(again.ready && !again.value.ok && again.value.panic.message).toBe("`Ready` polled after completion");
      yield* readyFuture(new Manual("value", log)).drop();
    });
    expect(log).toEqual(["drop value"]);
  });

  it("yieldNow is pending once, and has woken the task by then where no scheduler runs", () => {
    runClean(function* () {
      const wakes = new RecordingWaker("task");
      const future = yieldNow();
      expect(yield* pollOnce(future, wakes)).toBe(PENDING);
      expect(wakes.wakes).toBe(1);
      expect((yield* pollOnce(future, wakes)).ready).toBe(true);
      yield* future.drop();
    });
  });

  it("caught gives back the output, or the panic", () => {
    runClean(function* () {
      expect(yield* pollOnce(caught(readyFuture(1)))).toEqual(ready({ ok: true, value: 1 }));
      expect(yield* pollOnce(caught(pending()))).toBe(PENDING);
      const panics = pollFn(function* (): Op<never> {
        panic("poll");
      });
      const poll = yield* pollOnce(caught(panics));
      expect(poll.ready && !poll.value.ok && poll.value.panic.message).toBe("poll");
    });
  });
});
