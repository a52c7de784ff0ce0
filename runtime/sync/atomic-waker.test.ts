import { describe, expect, it } from "vitest";
import {
  AtomicUsize,
  assert,
  catchUnwind,
  Execution,
  type Finding,
  type Op,
  panic,
  type SimEvent,
  spawn,
} from "../../sim/index.ts";
import type { RuntimeEvent } from "../events.ts";
import { blockOn } from "../future/block-on.ts";
import { PENDING, READY } from "../future/poll.ts";
import { pollFn } from "../future/poll-fn.ts";
import { RecordingWaker } from "../future/recording-waker.ts";
import { noopWaker } from "../future/waker-fn.ts";
import { AtomicWaker, REGISTERING, WAITING, WAKING } from "./atomic-waker.ts";

const dull = { name: "dull", systematic: false, begin: () => true, decide: () => 0 };

/** Answers drawn from a small generator of its own, so that the schedules stay what they are. */
function scattered(seed: number) {
  let state = seed;
  const decide = (_kind: string, options: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >>> 16) % options;
  };
  return { name: "scattered", systematic: false, begin: () => true, decide };
}

function verdict(model: () => Op<void>, onEvent?: (event: SimEvent) => void): Finding | null {
  const execution = new Execution();
  execution.run(model, { strategy: dull, listeners: onEvent === undefined ? [] : [{ onEvent }] });
  return execution.finding;
}

/** tokio's own loom test: two notifiers, and a consumer that registers before it looks. */
function* twoNotifiers(registerFirst: boolean): Op<void> {
  const count = new AtomicUsize(0, "count");
  const waker = new AtomicWaker("waker");
  const notify = function* (): Op<void> {
    yield* count.fetchAdd(1, "Relaxed");
    yield* waker.wake();
  };
  const first = yield* spawn(notify, "first");
  const second = yield* spawn(notify, "second");
  const consume = pollFn(function* (cx) {
    if (registerFirst) yield* waker.registerByRef(cx.waker);
    const seen = yield* count.load("Relaxed");
    if (seen === 2) return READY;
    if (!registerFirst) yield* waker.registerByRef(cx.waker);
    return PENDING;
  });
  yield* blockOn(consume);
  yield* first.join();
  yield* second.join();
  assert(waker.state.value === WAITING, "the word is not WAITING at rest");
  yield* waker.drop();
}

function search(model: () => Op<void>, runs: number): { findings: Finding[]; schedules: number; words: Set<unknown> } {
  const execution = new Execution();
  const findings: Finding[] = [];
  const schedules = new Set<number>();
  const words = new Set<unknown>();
  const onStep = (op: { target: { label: string } | null }): void => {
    if (op.target?.label === "waker.state") words.add((op.target as unknown as AtomicUsize).value);
  };
  for (let seed = 1; seed <= runs; seed++) {
    execution.run(model, { strategy: scattered(seed * 7919), listeners: [{ onStep }] });
    schedules.add(execution.scheduleHash);
    if (execution.finding !== null) findings.push(execution.finding);
  }
  return { findings, schedules: schedules.size, words };
}

describe("AtomicWaker under two notifiers", () => {
  it("loses no wake in 3,000 random schedules, which take it through every state", () => {
    const { findings, schedules, words } = search(() => twoNotifiers(true), 3_000);
    expect(findings).toEqual([]);
    expect(schedules).toBeGreaterThan(1_000);
    expect(words).toEqual(new Set([WAITING, REGISTERING, WAKING, REGISTERING | WAKING]));
  });

  it("loses a wake for a consumer that looks before it registers", () => {
    const { findings } = search(() => twoNotifiers(false), 500);
    expect(findings.length).toBeGreaterThan(0);
    expect(new Set(findings.map((found) => found.kind))).toEqual(new Set(["lost-wakeup"]));
  });
});

describe("AtomicWaker", () => {
  it("ignores a wake before any register, and is not woken by it later", () => {
    const finding = verdict(function* () {
      const waker = new AtomicWaker("waker");
      const task = new RecordingWaker("task");
      yield* waker.wake();
      yield* waker.register(task.waker());
      expect(task.wakes).toBe(0);
      yield* waker.drop();
      expect(task.calls).toEqual(["drop"]);
    });
    expect(finding).toBeNull();
  });

  it("keeps a waker registered by value as it is, and drops the one before", () => {
    const finding = verdict(function* () {
      const waker = new AtomicWaker("waker");
      const before = new RecordingWaker("before");
      const after = new RecordingWaker("after");
      yield* waker.register(before.waker());
      yield* waker.register(after.waker());
      yield* waker.wake();
      expect(before.calls).toEqual(["drop"]);
      expect(after.calls).toEqual(["wake"]);
      yield* waker.drop();
    });
    expect(finding).toBeNull();
  });

  it("wakes by value a waker that meets WAKING, and drops one that meets REGISTERING", () => {
    const finding = verdict(function* () {
      for (const [state, call] of [
        [WAKING, "wake"],
        [REGISTERING, "drop"],
        [REGISTERING | WAKING, "drop"],
      ] as const) {
        const waker = new AtomicWaker({ name: "waker", forced: { state, waker: null } });
        const task = new RecordingWaker("task");
        yield* waker.register(task.waker());
        expect(task.calls).toEqual([call]);
        yield* waker.drop();
      }
    });
    expect(finding).toBeNull();
  });

  it("leaks the registered waker when nobody drops it", () => {
    const finding = verdict(function* () {
      yield* new AtomicWaker("waker").register(noopWaker());
    });
    expect(finding?.kind).toBe("leak");
  });

  it("is not to be used after its drop", () => {
    for (const use of ["drop", "wake", "takeWaker"] as const) {
      const finding = verdict(function* () {
        const waker = new AtomicWaker("waker");
        yield* waker.drop();
        yield* waker[use]();
      });
      expect(finding, use).toMatchObject({ kind: "use-after-free" });
    }
    const finding = verdict(function* () {
      const waker = new AtomicWaker("waker");
      yield* waker.drop();
      yield* waker.register(noopWaker());
    });
    expect(finding).toMatchObject({ kind: "use-after-free", involved: ["waker", "register()"] });
  });

  it("survives a waker whose clone panics, as in tokio's test_panicky_waker", () => {
    const finding = verdict(function* () {
      const waker = new AtomicWaker("waker");
      const panicky = new RecordingWaker("panicky", {
        reactions: {
          *clone() {
            panic("clone panicked");
          },
        },
      }).waker();
      const caught = yield* catchUnwind(() => waker.registerByRef(panicky));
      expect(caught).toMatchObject({ ok: false, panic: { payload: "clone panicked" } });
      const task = new RecordingWaker("task");
      yield* waker.register(task.waker());
      yield* waker.wake();
      expect(task.calls).toEqual(["wake"]);
      yield* panicky.drop();
      yield* waker.drop();
    });
    expect(finding).toBeNull();
  });

  it("shows its word decoded and its cell by whom it wakes", () => {
    const shown: string[] = [];
    const execution = new Execution();
    execution.run(
      function* () {
        const waker = new AtomicWaker("waker");
        yield* waker.register(new RecordingWaker("consumer").waker());
        yield* waker.wake();
      },
      {
        strategy: dull,
        listeners: [{ onStep: (op, result) => shown.push(`${op.describe()} = ${op.kind.showResult(op, result)}`) }],
      },
    );
    expect(shown).toEqual([
      "waker.state.compareExchange(WAITING -> REGISTERING, Acquire, Acquire) = ok",
      "waker.cell.replace(consumer) = none",
      "waker.state.compareExchange(REGISTERING -> WAITING, AcqRel, Acquire) = ok",
      "waker.state.fetchOr(WAKING, AcqRel) = WAITING",
      "waker.cell.replace(none) = consumer",
      "waker.state.fetchAnd(!WAKING, Release) = WAKING",
    ]);
  });

  it("tells how each register ended", () => {
    const outcomes: string[] = [];
    const onEvent = (event: SimEvent): void => {
      const told = event as RuntimeEvent;
      if (told.type === "atomic-waker.register.end") outcomes.push(told.outcome);
    };
    const finding = verdict(function* () {
      const idle = new AtomicWaker("idle");
      const waking = new AtomicWaker({ name: "waking", forced: { state: WAKING, waker: null } });
      const registering = new AtomicWaker({ name: "registering", forced: { state: REGISTERING, waker: null } });
      const wakesInClone = new RecordingWaker("re-entrant", { reactions: { clone: () => idle.wake() } }).waker();
      const panics = new RecordingWaker("panicky", {
        reactions: {
          *clone() {
            panic("clone panicked");
          },
        },
      }).waker();
      yield* idle.register(noopWaker());
      yield* idle.registerByRef(wakesInClone);
      yield* waking.register(noopWaker());
      yield* registering.register(noopWaker());
      yield* catchUnwind(() => idle.registerByRef(panics));
      for (const waker of [wakesInClone, panics]) yield* waker.drop();
      for (const one of [idle, waking, registering]) yield* one.drop();
    }, onEvent);
    expect(finding).toBeNull();
    expect(outcomes).toEqual(["stored", "met-wake", "woke-itself", "refused", "panicked"]);
  });
});
