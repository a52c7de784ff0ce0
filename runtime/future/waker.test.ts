import { describe, expect, it } from "vitest";
import { catchUnwind, Execution, type Finding, type Op, panic, type SimEvent } from "../../sim/index.ts";
import type { RuntimeEvent } from "../events.ts";
import { ManuallyDrop } from "./manually-drop.ts";
import { RawWaker } from "./raw-waker.ts";
import { RecordingWaker } from "./recording-waker.ts";
import { Waker } from "./waker.ts";
import { noopWaker, wakerFn } from "./waker-fn.ts";

const dull = { name: "dull", systematic: false, begin: () => true, decide: () => 0 };

function verdict(model: () => Op<void>, onEvent?: (event: SimEvent) => void): Finding | null {
  const execution = new Execution();
  execution.run(model, { strategy: dull, listeners: onEvent === undefined ? [] : [{ onEvent }] });
  return execution.finding;
}

describe("a Waker", () => {
  it("passes each call on to its vtable, in order", () => {
    let calls: readonly string[] = [];
    const finding = verdict(function* () {
      const task = new RecordingWaker("task");
      calls = task.calls;
      const waker = task.waker();
      const clone = yield* waker.clone();
      yield* waker.wakeByRef();
      yield* waker.drop();
      yield* clone.wake();
      expect(task.wakes).toBe(2);
    });
    expect(finding).toBeNull();
    expect(calls).toEqual(["clone", "wakeByRef", "drop", "wake"]);
  });

  it("is a leak when nobody drops it, with its task's name", () => {
    const finding = verdict(function* () {
      new RecordingWaker("task").waker();
    });
    expect(finding).toMatchObject({ kind: "leak", involved: ["waker of task"] });
    expect(finding?.message).toContain("waker of task");
  });

  it("is a leak when only its clone was dropped", () => {
    const finding = verdict(function* () {
      const clone = yield* new RecordingWaker("task").waker().clone();
      yield* clone.drop();
    });
    expect(finding?.kind).toBe("leak");
  });

  it("is no leak once forgotten", () => {
    const finding = verdict(function* () {
      new RecordingWaker("task").waker().forget();
    });
    expect(finding).toBeNull();
  });

  it("is dropped only once", () => {
    const finding = verdict(function* () {
      const waker = noopWaker();
      yield* waker.drop();
      yield* waker.drop();
    });
    expect(finding?.kind).toBe("double-free");
  });

  const uses: Record<string, (waker: Waker) => Op<unknown>> = {
    wake: (waker) => waker.wake(),
    wakeByRef: (waker) => waker.wakeByRef(),
    clone: (waker) => waker.clone(),
    drop: (waker) => waker.drop(),
    willWake: function* (waker) {
      waker.willWake(waker);
    },
  };

  for (const [name, use] of Object.entries(uses)) {
    it(`cannot be used by ${name} after it was woken`, () => {
      const finding = verdict(function* () {
        const waker = noopWaker();
        yield* waker.wake();
        yield* use(waker);
      });
      expect(finding?.kind).toBe("use-after-move");
      expect(finding?.message).toContain("was woken before");
    });
  }

  it("is consumed by a wake that panics: no drop follows", () => {
    const finding = verdict(function* () {
      const task = new RecordingWaker("task", {
        reactions: {
          *wake() {
            panic("boom");
          },
        },
      });
      const waker = task.waker();
      const caught = yield* catchUnwind(() => waker.wake());
      expect(caught.ok).toBe(false);
      expect(task.calls).toEqual(["wake"]);
    });
    expect(finding).toBeNull();
  });

  it("will wake what its clone wakes, and no other task or vtable", () => {
    const finding = verdict(function* () {
      const task = new RecordingWaker("task");
      const waker = task.waker();
      const clone = yield* waker.clone();
      const other = new RecordingWaker("task").waker();
      const elsewhere = Waker.fromRaw(new RawWaker(waker.raw.data, { ...waker.raw.vtable }));
      expect(waker.willWake(clone)).toBe(true);
      expect(waker.willWake(other)).toBe(false);
      expect(waker.willWake(elsewhere)).toBe(false);
      for (const one of [waker, clone, other, elsewhere]) yield* one.drop();
    });
    expect(finding).toBeNull();
  });

  it("shows its own name where the vtable does not say whom it wakes", () => {
    const finding = verdict(function* () {
      const table = noopWaker();
      const { taskOf: _, ...silent } = table.raw.vtable;
      const waker = Waker.fromRaw(new RawWaker(table.raw.data, silent));
      expect(table.show()).toBe("noop");
      expect(waker.show()).toBe(waker.label);
      expect(waker.label).toMatch(/^waker 0\.\d+$/);
      expect(waker.task).toBeNull();
      table.forget();
      waker.forget();
    });
    expect(finding).toBeNull();
  });

  it("tells of its life, each time before the vtable runs", () => {
    const told: string[] = [];
    const finding = verdict(
      function* () {
        const task = new RecordingWaker("task", { onCall: (call) => told.push(`(${call})`) });
        const waker = task.waker();
        const clone = yield* waker.clone();
        yield* waker.wakeByRef();
        yield* waker.wake();
        yield* clone.drop();
        task.waker().forget();
      },
      (event) => {
        const { type } = event as RuntimeEvent;
        told.push(type);
      },
    );
    expect(finding).toBeNull();
    expect(told.join(" ")).toBe(
      "waker.new (clone) waker.clone waker.wakeByRef (wakeByRef) waker.wake (wake) waker.drop (drop) waker.new waker.forget",
    );
  });
});

describe("wakerFn", () => {
  it("runs its function at each wake, by value or by reference, of the waker or a clone", () => {
    let wakes = 0;
    const finding = verdict(function* () {
      const waker = wakerFn("counter", function* () {
        wakes++;
      });
      yield* waker.wakeByRef();
      const clone = yield* waker.clone();
      yield* waker.wake();
      yield* clone.wake();
    });
    expect(finding).toBeNull();
    expect(wakes).toBe(3);
  });
});

describe("ManuallyDrop", () => {
  it("is no leak, and its value can be used", () => {
    const finding = verdict(function* () {
      const task = new RecordingWaker("task");
      const lent = new ManuallyDrop(task.waker());
      const clone = yield* lent.value.clone();
      yield* lent.value.wakeByRef();
      yield* clone.wake();
      expect(task.calls).toEqual(["clone", "wakeByRef", "wake"]);
    });
    expect(finding).toBeNull();
  });

  it("drops its value on demand, once", () => {
    let calls: readonly string[] = [];
    const finding = verdict(function* () {
      const task = new RecordingWaker("task");
      calls = task.calls;
      const lent = new ManuallyDrop(task.waker());
      yield* lent.drop();
      yield* lent.drop();
    });
    expect(calls).toEqual(["drop"]);
    expect(finding?.kind).toBe("double-free");
  });
});
