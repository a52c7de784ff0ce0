import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AtomicWaker, blockOn, PENDING, pollFn, READY, RecordingWaker } from "../runtime/index.ts";
import { AtomicBool, assert, type Op, spawn } from "../sim/index.ts";
import { atomicWakerPrograms, runProgram } from "./arbitraries/atomic-waker-programs.ts";
import { tapes } from "./arbitraries/tape.ts";
import { REPEATABLE, verdictAlong } from "./testing/property.ts";

/** `holds` for every tape and every `input`. */
function law<T>(input: fc.Arbitrary<T>, model: (input: T) => Op<void>): void {
  fc.assert(
    fc.property(tapes(), input, (tape, drawn) => {
      expect(verdictAlong(tape, () => model(drawn))).toBeNull();
    }),
    REPEATABLE,
  );
}

describe("AtomicWaker, for every program and tape", () => {
  it("keeps I5, I6 and I16, whatever the wakers do and however the calls fall", () => {
    law(atomicWakerPrograms(), runProgram);
  });

  it("hands every wake after a completed registration to exactly the waker registered", () => {
    law(fc.record({ registrations: fc.integer({ min: 1, max: 3 }), notifiers: fc.nat({ max: 2 }) }), lastOneIsWoken);
  });

  it("hands a wake that meets a registration to the registrar", () => {
    law(fc.constant(null), handedOver);
  });

  it("leaves no task asleep that registers first and looks then", () => {
    law(fc.boolean(), flagAndTask(true));
  });

  it("would notice: along some tape a task that looks first sleeps for ever, and fast-check makes it short", () => {
    const looksFirst = fc.property(
      tapes(),
      (tape) => verdictAlong(tape, () => flagAndTask(false)(false))?.invariant !== "I1",
    );
    const { failed, counterexample } = fc.check(looksFirst, { ...REPEATABLE, numRuns: 5_000 });
    expect(failed).toBe(true);
    const answers = counterexample?.[0] ?? [];
    expect(answers.length).toBeLessThanOrEqual(12);
    expect(answers.filter((answer) => answer !== 0).length).toBeLessThanOrEqual(3);
  });
});

/** One registrar and some notifiers; when all are through, one more wake. */
function* lastOneIsWoken(drawn: { registrations: number; notifiers: number }): Op<void> {
  const waker = new AtomicWaker("waker");
  const tasks = Array.from({ length: drawn.registrations }, (_, i) => new RecordingWaker(`task ${i + 1}`));
  const notifiers = [];
  for (let i = 0; i < drawn.notifiers; i++) notifiers.push(yield* spawn(() => waker.wake(), `notifier ${i + 1}`));
  for (const task of tasks) {
    const own = task.waker();
    yield* waker.registerByRef(own);
    yield* own.drop();
  }
  for (const notifier of notifiers) yield* notifier.join();

  const before = tasks.map((task) => task.wakes);
  yield* waker.wake();
  const woken = tasks.filter((task, i) => task.wakes !== before[i]);
  const last = tasks.at(-1);
  assert(last !== undefined && last.wakes > 0, "a wake after the last registration did not reach its waker");
  assert(
    woken.every((task) => task === last),
    "a wake reached a waker whose place another had taken",
  );
  assert(woken.length === (before.at(-1) === 0 ? 1 : 0), "the last waker was woken by two wakes, or by none");
  yield* waker.drop();
}

/** A wake that begins once the waker is being cloned, which is inside of the registration. */
function* handedOver(): Op<void> {
  const waker = new AtomicWaker("waker");
  const begun = new AtomicBool(false, "begun");
  const task = new RecordingWaker("task", { reactions: { clone: () => begun.store(true, "Release") } });
  let came = false;
  const notifier = yield* spawn(function* () {
    came = yield* begun.load("Acquire");
    if (came) yield* waker.wake();
  }, "notifier");
  const own = task.waker();
  yield* waker.registerByRef(own);
  yield* notifier.join();
  assert(task.wakes === (came ? 1 : 0), "the wake that met the registration was lost, or came twice");
  yield* own.drop();
  yield* waker.drop();
}

/** A task that waits for a flag and one notifier, spawned before or after. */
function flagAndTask(registersFirst: boolean) {
  return function* (notifierFirst: boolean): Op<void> {
    const ready = new AtomicBool(false, "ready");
    const waker = new AtomicWaker("waker");
    const notify = function* (): Op<void> {
      yield* ready.store(true, "Relaxed");
      yield* waker.wake();
    };
    const consume = () =>
      blockOn(
        pollFn(function* (cx) {
          if (registersFirst) yield* waker.registerByRef(cx.waker);
          if (yield* ready.load("Relaxed")) return READY;
          if (!registersFirst) yield* waker.registerByRef(cx.waker);
          return PENDING;
        }),
      );
    const first = yield* spawn(notifierFirst ? notify : consume, "first");
    const second = yield* spawn(notifierFirst ? consume : notify, "second");
    yield* first.join();
    yield* second.join();
    yield* waker.drop();
  };
}
