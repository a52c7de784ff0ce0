import { describe, expect, it } from "vitest";
import {
  AtomicBool,
  catchUnwind,
  currentThread,
  Execution,
  type Op,
  panic,
  type SimEvent,
  spawn,
  unpark,
} from "../../sim/index.ts";
import type { RuntimeEvent } from "../events.ts";
import { blockOn } from "./block-on.ts";
import type { Future } from "./future.ts";
import { PENDING, READY, ready } from "./poll.ts";
import { pollFn } from "./poll-fn.ts";
import type { Waker } from "./waker.ts";

const dull = { name: "dull", systematic: false, begin: () => true, decide: () => 0 };

function run(model: () => Op<void>): { execution: Execution; told: string[] } {
  const told: string[] = [];
  const onEvent = (event: SimEvent): void => {
    const one = event as RuntimeEvent;
    told.push(one.type === "task.poll.end" ? `${one.type}:${one.outcome}` : one.type);
  };
  const execution = new Execution();
  execution.run(model, { strategy: dull, listeners: [{ onEvent }] });
  return { execution, told };
}

/** Wakes itself `pending` times, then is ready with how often it was polled. */
class Countdown implements Future<number> {
  polls = 0;
  drops = 0;
  private readonly pending: number;

  constructor(pending: number) {
    this.pending = pending;
  }

  *poll(cx: { readonly waker: Waker }) {
    if (this.polls++ === this.pending) return ready(this.polls);
    yield* cx.waker.wakeByRef();
    return PENDING;
  }

  *drop() {
    this.drops++;
  }
}

describe("blockOn", () => {
  it("gives back the output of a future that is ready at once, without parking", () => {
    const { execution, told } = run(function* () {
      expect(yield* blockOn(new Countdown(0))).toBe(1);
    });
    expect(execution.finding).toBeNull();
    expect(told.join(" ")).toBe("waker.new block-on.begin task.poll.begin task.poll.end:ready waker.drop block-on.end");
  });

  it("is not put to sleep by a wake that comes before the park", () => {
    const future = new Countdown(2);
    const { execution, told } = run(function* () {
      expect(yield* blockOn(future)).toBe(3);
    });
    expect(execution.finding).toBeNull();
    expect(told.filter((type) => type === "block-on.park")).toHaveLength(2);
    expect(future.drops).toBe(1);
  });

  it("sleeps until another thread wakes the clone that it kept", () => {
    const { execution } = run(function* () {
      const done = new AtomicBool(false, "done");
      let helper = null;
      yield* blockOn(
        pollFn(function* (cx) {
          if (yield* done.load("Acquire")) return READY;
          const waker = yield* cx.waker.clone();
          helper = yield* spawn(function* () {
            yield* done.store(true, "Release");
            yield* waker.wake();
          }, "helper");
          return PENDING;
        }),
      );
      expect(helper).not.toBeNull();
    });
    expect(execution.finding).toBeNull();
  });

  it("polls again after a stray unpark, which costs nothing else", () => {
    const future = new Countdown(1);
    const { execution } = run(function* () {
      yield* unpark(currentThread());
      expect(yield* blockOn(future)).toBe(2);
    });
    expect(execution.finding).toBeNull();
  });

  it("is a lost wakeup of the thread when nobody wakes", () => {
    const { execution } = run(function* () {
      yield* blockOn(
        pollFn(function* () {
          return PENDING;
        }),
      );
    });
    expect(execution.finding?.kind).toBe("lost-wakeup");
    expect(execution.finding?.message).toContain('"main" sleeps for ever: waits for unpark(main)');
  });

  it("drops the future and its waker when the poll panics, and passes the panic on", () => {
    let drops = 0;
    const { execution, told } = run(function* () {
      const caught = yield* catchUnwind(() =>
        blockOn({
          *poll() {
            panic("boom");
          },
          *drop() {
            drops++;
          },
        }),
      );
      expect(caught).toMatchObject({ ok: false, panic: { payload: "boom" } });
    });
    expect(execution.finding).toBeNull();
    expect(drops).toBe(1);
    expect(told).toContain("task.poll.end:panicked");
    expect(told.at(-1)).toBe("block-on.end");
  });

  it("drops its waker also when the drop of the future panics", () => {
    const { execution, told } = run(function* () {
      const caught = yield* catchUnwind(() =>
        blockOn({
          *poll() {
            return READY;
          },
          *drop() {
            panic("boom");
          },
        }),
      );
      expect(caught.ok).toBe(false);
    });
    expect(execution.finding).toBeNull();
    expect(told).toContain("waker.drop");
  });
});
