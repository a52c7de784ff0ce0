import { describe, expect, it } from "vitest";
import { Arc, catchUnwind, Execution, type Finding, type Op, panic } from "../../sim/index.ts";
import type { RuntimeEvent } from "../events.ts";
import { Context } from "../future/context.ts";
import { RecordingWaker, type WakerScript } from "../future/recording-waker.ts";
import type { Waker } from "../future/waker.ts";
import { NUM_WAKERS } from "../util/wake-list.ts";
import type { Notified } from "./notified.ts";
import { Notify } from "./notify.ts";
import { callsOf, EMPTY, NOTIFIED, nextCall, showNotifyWord, stateOf, WAITING, withState } from "./notify-word.ts";

const dull = { name: "dull", systematic: false, begin: () => true, decide: () => 0 };

/** Runs `model` on one thread; gives back what the Notify told of notifications. */
function told(model: () => Op<void>): { finding: Finding | null; events: string } {
  const events: string[] = [];
  const onEvent = (event: unknown) => {
    const { type } = event as RuntimeEvent;
    if (type.startsWith("notify.")) events.push(type.slice("notify.".length));
  };
  const execution = new Execution();
  execution.run(model, { strategy: dull, listeners: [{ onEvent }] });
  return { finding: execution.finding, events: events.join(" ") };
}

function run(model: () => Op<void>): string {
  const { finding, events } = told(model);
  expect(finding).toBeNull();
  return events;
}

function stateIn(notify: Notify): number {
  return stateOf(Number(notify.state.value));
}

/** A future and the task that polls it. */
class Task {
  readonly recording: RecordingWaker;
  private readonly waker: Waker;
  private readonly future: Notified;

  constructor(future: Notified, name = "task", script: WakerScript = {}) {
    this.future = future;
    this.recording = new RecordingWaker(name, script);
    this.waker = this.recording.waker();
  }

  *poll(): Op<boolean> {
    return (yield* this.future.poll(new Context(this.waker))).ready;
  }

  *drop(): Op<void> {
    yield* this.future.drop();
    yield* this.waker.drop();
  }
}

function* waiting(notify: Notify, count: number): Op<Task[]> {
  const tasks: Task[] = [];
  for (let i = 0; i < count; i++) {
    const task = new Task(yield* notify.notified(), `task ${i}`);
    expect(yield* task.poll()).toBe(false);
    tasks.push(task);
  }
  return tasks;
}

describe("the word of a Notify", () => {
  it("keeps state and calls apart, and the calls wrap", () => {
    const last = withState(0xffff_fffc, NOTIFIED);
    expect([stateOf(last), callsOf(last)]).toEqual([NOTIFIED, 2 ** 30 - 1]);
    expect(nextCall(last)).toBe(NOTIFIED);
    expect(showNotifyWord(withState(nextCall(EMPTY), WAITING))).toBe("waiting call 1");
  });
});

describe("Notify.notifyOne", () => {
  it("keeps one notification, however often it is called, for the next who asks", () => {
    const events = run(function* () {
      const notify = new Notify();
      yield* notify.notifyOne();
      yield* notify.notifyOne();
      const first = new Task(yield* notify.notified());
      const second = new Task(yield* notify.notified());
      expect([yield* first.poll(), yield* first.poll(), yield* second.poll()]).toEqual([true, true, false]);
      yield* first.drop();
      yield* second.drop();
      expect(stateIn(notify)).toBe(EMPTY);
    });
    expect(events).toBe("given taken");
  });

  it("wakes who waits for longest, and notifyLast who came last", () => {
    const events = run(function* () {
      const notify = new Notify();
      const tasks = yield* waiting(notify, 3);
      yield* notify.notifyOne();
      yield* notify.notifyLast();
      expect(tasks.map((task) => task.recording.wakes)).toEqual([1, 0, 1]);
      for (const task of tasks) expect(yield* task.poll()).toBe(task.recording.wakes === 1);
      for (const task of tasks) yield* task.drop();
    });
    expect(events).toBe("given given taken taken");
  });

  it("goes on to the next by the same rule when the one that it reached is dropped", () => {
    const events = run(function* () {
      const notify = new Notify();
      const [oldest, older, newest] = yield* waiting(notify, 3);
      yield* notify.notifyLast();
      yield* (newest as Task).drop();
      expect([oldest?.recording.wakes, older?.recording.wakes]).toEqual([0, 1]);
      yield* (older as Task).drop();
      expect(oldest?.recording.wakes).toBe(1);
      yield* (oldest as Task).drop();
      expect(stateIn(notify)).toBe(NOTIFIED);
    });
    expect(events).toBe("given returned given returned given returned given");
  });
});

describe("Notify.notifyWaiters", () => {
  it("reaches every future that was made before, and leaves a kept notification to others", () => {
    const events = run(function* () {
      const notify = new Notify();
      const before = new Task(yield* notify.notified());
      yield* notify.notifyOne();
      yield* notify.notifyWaiters();
      expect(yield* before.poll()).toBe(true);
      const after = new Task(yield* notify.notified());
      expect(yield* after.poll()).toBe(true);
      yield* before.drop();
      yield* after.drop();
    });
    expect(events).toBe("given all taken");
  });

  it("wakes more than fit into one batch, oldest first", () => {
    run(function* () {
      const notify = new Notify();
      const tasks = yield* waiting(notify, 2 * NUM_WAKERS + 1);
      yield* notify.notifyWaiters();
      expect(tasks.every((task) => task.recording.wakes === 1)).toBe(true);
      expect(stateIn(notify)).toBe(EMPTY);
      for (const task of tasks) yield* task.drop();
    });
  });

  it("leaves nobody in its list when a waker panics: they are notified, though not woken", () => {
    run(function* () {
      const notify = new Notify();
      const panics = function* (): Op<void> {
        panic("boom");
      };
      const first = new Task(yield* notify.notified(), "panics", { reactions: { wake: panics } });
      yield* first.poll();
      const others = yield* waiting(notify, NUM_WAKERS + 1);
      const caught = yield* catchUnwind(() => notify.notifyWaiters());
      expect(caught.ok).toBe(false);
      for (const task of [first, ...others]) expect(yield* task.poll()).toBe(true);
      for (const task of [first, ...others]) yield* task.drop();
      const late = yield* waiting(notify, 1);
      for (const task of late) yield* task.drop();
    });
  });
});

describe("Notified", () => {
  it("is in the queue once it is enabled, without a waker", () => {
    run(function* () {
      const notify = new Notify();
      const enabled = yield* notify.notified();
      expect(yield* enabled.enable()).toBe(false);
      const [other] = yield* waiting(notify, 1);
      yield* notify.notifyOne();
      expect(yield* enabled.enable()).toBe(true);
      expect(other?.recording.wakes).toBe(0);
      yield* enabled.drop();
      yield* (other as Task).drop();
    });
  });

  it("wakes the task that polled it last, and keeps the waker of one that polls again", () => {
    run(function* () {
      const notify = new Notify();
      const future = yield* notify.notified();
      const [before, after] = [new RecordingWaker("before"), new RecordingWaker("after")];
      const wakers = [before.waker(), after.waker(), after.waker()];
      for (const waker of wakers) yield* future.poll(new Context(waker));
      yield* notify.notifyOne();
      expect([before.wakes, after.wakes]).toEqual([0, 1]);
      yield* future.drop();
      for (const waker of wakers) yield* waker.drop();
    });
  });

  it("keeps its Notify alive where it owns a reference", () => {
    run(function* () {
      const notify = new Arc(new Notify());
      const future = yield* Notify.notifiedOwned(yield* notify.clone());
      yield* (yield* notify.get()).notifyWaiters();
      yield* notify.drop();
      expect(yield* future.enable()).toBe(true);
      yield* future.drop();
    });
  });

  it("is a leak when nobody drops it, and not to be polled afterwards", () => {
    const leak = told(function* () {
      yield* new Notify().notified();
    });
    expect(leak.finding?.kind).toBe("leak");
    const use = told(function* () {
      const future = yield* new Notify().notified();
      yield* future.drop();
      yield* future.enable();
    });
    expect(use.finding?.kind).toBe("use-after-move");
  });
});
