import { describe, expect, it } from "vitest";
import { AtomicBool, catchUnwind, type Listener, type Op, panic, spawn } from "../../sim/index.ts";
import { async_, local, wait } from "./async.ts";
import { PENDING, ready } from "./poll.ts";
import { pollFn } from "./poll-fn.ts";
import { RecordingWaker } from "./recording-waker.ts";
import { Manual, pollOnce } from "./testing/drive.ts";
import { runClean, runOnce, verdicts } from "./testing/run.ts";

function* refused(body: () => Op<unknown>): Op<string> {
  const caught = yield* catchUnwind(body);
  return caught.ok ? "no panic" : caught.panic.message;
}

describe("async_", () => {
  it("goes through rustc's states: 0, then 3 + n at await n, then 1", () => {
    runClean(function* () {
      const a = new Manual<number>("a");
      const b = new Manual<number>("b");
      const future = async_(function* () {
        return (yield* wait(a)) + (yield* wait(b));
      });
      const states = [future.stateNumber];
      for (const give of [() => {}, () => a.give(1), () => b.give(2)]) {
        give();
        const poll = yield* pollOnce(future);
        states.push(future.stateNumber);
        if (poll.ready) expect(poll.value).toBe(3);
      }
      expect(states).toEqual([0, 3, 4, 1]);
      expect([a.polledBy.length, b.polledBy.length]).toEqual([2, 2]);
      yield* future.drop();
    });
  });

  it("runs nothing of the body before the first poll", () => {
    runClean(function* () {
      let began = false;
      const future = async_(function* () {
        began = true;
      });
      expect(began).toBe(false);
      yield* pollOnce(future);
      expect(began).toBe(true);
      yield* future.drop();
    });
  });

  it("hands the context of the present poll down, through every async fn in between", () => {
    runClean(function* () {
      const a = new Manual<void>("a");
      const inner = async_(() => wait(a));
      const outer = async_(function* () {
        yield* wait(inner);
      });
      yield* pollOnce(outer, new RecordingWaker("first"));
      yield* pollOnce(outer, new RecordingWaker("second"));
      expect(a.polledBy).toEqual(["first", "second"]);
      yield* outer.drop();
    });
  });

  it("drops what it awaited as soon as that is ready, before the body goes on", () => {
    const log: string[] = [];
    runClean(function* () {
      const a = new Manual<void>("a", log);
      a.give();
      const future = async_(function* () {
        yield* wait(a);
        log.push("on");
      });
      yield* pollOnce(future);
      yield* future.drop();
    });
    expect(log).toEqual(["poll a", "drop a", "on"]);
  });

  it("drops, when cancelled, what it awaits and then its locals, the last one first", () => {
    const log: string[] = [];
    runClean(function* () {
      const [first, second, awaited] = [new Manual("1", log), new Manual("2", log), new Manual<void>("a", log)];
      const future = async_(function* () {
        try {
          try {
            yield* wait(awaited);
          } finally {
            yield* second.drop();
          }
        } finally {
          yield* first.drop();
        }
      });
      yield* pollOnce(future);
      yield* future.drop();
    });
    expect(log).toEqual(["poll a", "drop a", "drop 2", "drop 1"]);
  });

  it("does not go on behind a call that was left, though another thread goes in the middle of its drops", () => {
    const behind: string[] = [];
    const kinds = verdicts(function* () {
      const flag = new AtomicBool(false, "flag");
      const other = yield* spawn(() => flag.store(true, "Relaxed"), "other");
      const called = function* (): Op<void> {
        try {
          yield* wait(new Manual<void>("a"));
        } finally {
          yield* flag.load("Relaxed");
        }
      };
      const future = async_(function* () {
        yield* called();
        behind.push("the call");
      });
      yield* pollOnce(future);
      yield* future.drop();
      yield* other.join();
    });
    expect(kinds).toEqual(["clean"]);
    expect(behind).toEqual([]);
  });

  it("drops its locals also where the drop of what it awaits panics, and goes on with that panic", () => {
    const log: string[] = [];
    runClean(function* () {
      const one = new Manual("1", log);
      const awaited = {
        *poll() {
          return PENDING;
        },
        *drop(): Op<void> {
          panic("inner drop");
        },
      };
      const future = async_(function* () {
        try {
          yield* wait(awaited);
        } finally {
          yield* one.drop();
        }
      });
      yield* pollOnce(future);
      expect(yield* refused(() => future.drop())).toBe("inner drop");
    });
    expect(log).toEqual(["drop 1"]);
  });

  it("drops its captures if it was never polled, and leaves them to the body otherwise", () => {
    const log: string[] = [];
    runClean(function* () {
      const captures = [new Manual("1", log), new Manual("2", log)];
      yield* async_(function* () {}, { captures }).drop();
      const other = new Manual("3", log);
      const polled = async_(() => other.drop(), { captures: [other] });
      yield* pollOnce(polled);
      yield* polled.drop();
    });
    expect(log).toEqual(["drop 1", "drop 2", "drop 3"]);
  });

  it("is in state 2 once its body has panicked", () => {
    runClean(function* () {
      const future = async_(function* () {
        panic("body");
      });
      expect(yield* refused(() => pollOnce(future))).toBe("body");
      expect(future.stateNumber).toBe(2);
      expect(yield* refused(() => pollOnce(future))).toBe("`async fn` resumed after panicking");
      expect(future.stateNumber).toBe(2);
      yield* future.drop();
    });
  });

  it("panics when it is polled after completion", () => {
    runClean(function* () {
      const future = async_(function* () {});
      yield* pollOnce(future);
      expect(yield* refused(() => pollOnce(future))).toBe("`async fn` resumed after completion");
      yield* future.drop();
    });
  });

  it("lets other threads go between the steps of its body", () => {
    const seen = new Set<boolean>();
    const kinds = verdicts(function* () {
      const flag = new AtomicBool(false, "flag");
      const other = yield* spawn(() => flag.store(true, "Relaxed"), "other");
      const future = async_(function* () {
        seen.add(yield* flag.load("Relaxed"));
      });
      yield* pollOnce(future);
      yield* future.drop();
      yield* other.join();
    });
    expect(kinds).toEqual(["clean"]);
    expect(seen.size).toBe(2);
  });

  it("is a data race when two threads poll it and nothing orders them", () => {
    const kinds = verdicts(function* () {
      const future = async_(() =>
        wait(
          pollFn<void>(function* () {
            return PENDING;
          }),
        ),
      );
      const other = yield* spawn(() => pollOnce(future), "other");
      yield* pollOnce(future);
      yield* other.join();
      yield* future.drop();
    });
    expect(kinds).toEqual(["data-race"]);
  });

  it("shows its state, its await and its saved locals in the trace", () => {
    const calls: string[] = [];
    const listener: Listener = { onStep: (op) => void calls.push(op.kind.showArguments(op)) };
    runClean(
      function* () {
        const a = new Manual<void>("a");
        const future = async_(function* () {
          local("x", 1);
          yield* wait(a);
        });
        yield* pollOnce(future);
        yield* future.drop();
      },
      { listeners: [listener] },
    );
    expect(calls).toEqual(["polling", "await 0 on a, x=1", "returned"]);
  });

  it("is a leak when nobody drops it", () => {
    const finding = runOnce(function* () {
      async_(function* () {}, { name: "lost" });
    });
    expect(finding?.message).toBe('lost, made by "main", was never dropped.');
  });
});

describe("wait", () => {
  it("is refused outside of an async body, and where Rust could not await", () => {
    const inFinally = function* (): Op<void> {
      const future = async_(function* () {
        try {
          yield* wait(new Manual<void>("a"));
        } finally {
          yield* wait(new Manual<void>("b"));
        }
      });
      yield* pollOnce(future);
      yield* future.drop();
    };
    const inCatch = function* (): Op<void> {
      const caught = () => catchUnwind(() => wait(new Manual<void>("a")));
      yield* pollOnce(async_(caught));
    };
    const outside = () =>
      wait(
        pollFn(function* () {
          return ready(1);
        }),
      );
    expect(() => runOnce(outside)).toThrow("wait() outside of async_");
    expect(() => runOnce(inFinally)).toThrow("awaits where Rust cannot");
    expect(() => runOnce(inCatch)).toThrow("awaits where Rust cannot");
    expect(() =>
      runOnce(function* () {
        local("x", 1);
      }),
    ).toThrow('local("x") outside of async_');
  });
});
