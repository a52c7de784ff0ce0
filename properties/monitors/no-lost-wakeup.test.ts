import { describe, expect, it } from "vitest";
import {
  AtomicWaker,
  blockOn,
  type Context,
  noopWaker,
  PENDING,
  pollFn,
  RawWaker,
  READY,
  Waker,
} from "../../runtime/index.ts";
import { type Op, observe, type SimEvent, spawn } from "../../sim/index.ts";
import { firstFinding } from "../testing/first-finding.ts";
import { NoLostWakeup } from "./no-lost-wakeup.ts";

const watch = (model: (waker: AtomicWaker) => Op<void>) =>
  firstFinding(
    () => [new NoLostWakeup()],
    () => model(new AtomicWaker("waker")),
  );

/** Pending once, after `first`; ready when polled again. */
function onceWoken(first: (cx: Context) => Op<void>) {
  let polled = false;
  return pollFn(function* (cx) {
    if (polled) return READY;
    polled = true;
    yield* first(cx);
    return PENDING;
  });
}

describe("I1, no lost wakeup", () => {
  it("is broken by a wake that comes before the registration it was meant for", () => {
    const finding = watch(function* (waker) {
      yield* waker.wake();
      yield* blockOn(onceWoken((cx) => waker.registerByRef(cx.waker)));
    });
    expect(finding).toMatchObject({ kind: "lost-wakeup", invariant: "I1" });
    expect(finding?.message).toBe('"main" parks after the last wake: main read the waker cell before main wrote it.');
    expect(finding?.details).toEqual(['"main" waits for unpark(main): nobody is left who could']);
  });

  it("says that nobody ever woke", () => {
    const finding = watch((waker) => blockOn(onceWoken((cx) => waker.registerByRef(cx.waker))));
    expect(finding?.message).toContain("nobody ever called wake on waker");
  });

  it("says of a task that registered nowhere that no wake reached it", () => {
    const finding = watch(() => blockOn(onceWoken(function* () {})));
    expect(finding?.message).toContain("no wake reached main since its last poll began");
  });

  it("is broken by a wake that no poll follows", () => {
    const finding = watch(function* (waker) {
      yield* blockOn(
        onceWoken(function* (cx) {
          yield* waker.register(deaf(cx.waker));
          yield* waker.wake();
        }),
      );
    });
    expect(finding?.message).toContain("main woke main, and no poll began after that");
  });

  it("is broken by a waker that is taken and never woken", () => {
    const finding = watch(function* (waker) {
      yield* blockOn(
        onceWoken(function* (cx) {
          yield* waker.registerByRef(cx.waker);
          const taken = yield* waker.takeWaker();
          taken?.forget();
        }),
      );
    });
    expect(finding?.message).toContain("main took its waker, which was forgotten");
  });

  it("is broken by a wake that goes to another task, which took the place", () => {
    const finding = watch(function* (waker) {
      yield* blockOn(
        onceWoken(function* (cx) {
          yield* waker.registerByRef(cx.waker);
          yield* waker.register(noopWaker());
          yield* waker.wake();
        }),
      );
    });
    expect(finding?.message).toContain("main woke noop, whose waker had taken its place");
  });

  it("is broken by a task whose waker another thread drops", () => {
    const finding = watch(function* (waker) {
      yield* blockOn(
        onceWoken(function* (cx) {
          yield* waker.registerByRef(cx.waker);
          const other = yield* spawn(() => waker.register(noopWaker()), "other");
          yield* other.join();
        }),
      );
    });
    expect(finding?.message).toContain("other dropped main's waker without waking it");
  });

  it("is broken by a woken task that is given up instead of polled", () => {
    const finding = watch(function* () {
      const task = { label: "task" };
      observe({ type: "task.poll.begin", task } as SimEvent);
      observe({ type: "task.poll.end", task, outcome: "pending" } as SimEvent);
      observe({ type: "waker.wakeByRef", task } as SimEvent);
    });
    expect(finding?.message).toContain("main woke task, and no poll began after that");
  });

  it("holds where every wake is followed by a poll", () => {
    const finding = watch(function* (waker) {
      yield* blockOn(
        onceWoken(function* (cx) {
          yield* waker.registerByRef(cx.waker);
          yield* spawn(() => waker.wake(), "notifier");
        }),
      );
    });
    expect(finding).toBeNull();
  });
});

/** A waker of the same task whose wake does nothing, as a broken executor's would. */
function deaf(inner: Waker): Waker {
  const task = inner.task ?? { label: "?" };
  const raw: RawWaker = RawWaker.of(task, {
    *clone() {
      return raw;
    },
    *wake() {},
    *wakeByRef() {},
    *drop() {},
    taskOf: () => task,
  });
  return Waker.fromRaw(raw);
}
