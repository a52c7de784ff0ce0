import { describe, expect, it } from "vitest";
import { type Op, spawn } from "../../sim/index.ts";
import { blockOn } from "../future/block-on.ts";
import { LocalOwnedTasks, OwnedTasks, shardsFor } from "./list.ts";
import { Task } from "./notified.ts";
import { FifoScheduler } from "./testing/fifo-scheduler.ts";
import { Probe } from "./testing/futures.ts";
import { runOnce, sweep } from "./testing/sweep.ts";

function* seven(): Op<number> {
  return 7;
}

const LISTS = [
  ["OwnedTasks", () => new OwnedTasks("owned", 4)],
  ["LocalOwnedTasks", () => new LocalOwnedTasks()],
] as const;

describe.each(LISTS)("%s", (_name, make) => {
  it("owns its tasks until they complete", () => {
    const { finding, told } = runOnce(function* () {
      const owned = make();
      const scheduler = new FifoScheduler({ owned });
      const joins = [];
      for (let i = 0; i < 6; i++) joins.push(yield* scheduler.spawn(new Probe({ poll: seven }), `task ${i}`));
      expect(yield* owned.isEmpty()).toBe(false);
      expect(yield* scheduler.tick()).toBe(6);
      expect(yield* owned.isEmpty()).toBe(true);
      for (const join of joins) expect(yield* blockOn(join)).toEqual({ ok: true, value: 7 });
    });
    expect(finding).toBeNull();
    expect(told.filter(({ type }) => type === "owned.bind")).toHaveLength(6);
    expect(told.filter(({ type }) => type === "owned.remove")).toHaveLength(6);
  });

  it("is closed by a shutdown, which cancels its tasks, and those that are bound afterwards", () => {
    const { finding, told } = runOnce(function* () {
      const owned = make();
      const scheduler = new FifoScheduler({ owned });
      const before = yield* scheduler.spawn(new Probe<number>({}), "before");
      expect(yield* owned.isClosed()).toBe(false);
      yield* scheduler.shutdown();
      expect(yield* owned.isClosed()).toBe(true);
      const after = yield* scheduler.spawn(new Probe<number>({}), "after");
      expect(scheduler.queued).toBe(0);
      for (const join of [before, after]) {
        const output = yield* blockOn(join);
        expect(output.ok ? "ok" : `${output.error}`).toBe(`${join.raw.label} was cancelled`);
      }
    });
    expect(finding).toBeNull();
    expect(told.filter(({ type }) => type === "owned.close")).toHaveLength(1);
  });

  it("gives a task back once, and knows its own", () => {
    const { finding } = runOnce(function* () {
      const [owned, other] = [make(), make()];
      const scheduler = new FifoScheduler({ owned });
      const { join, notified } = yield* owned.bind(new Probe({ poll: seven }), scheduler, "task");
      const lent = new Task(join.raw);
      const mine = yield* owned.remove(lent);
      expect(mine?.raw).toBe(join.raw);
      expect(yield* owned.remove(lent)).toBeNull();
      lent.forget();
      if (mine !== null) yield* mine.drop();
      yield* join.drop();
      if (notified !== null) yield* other.assertOwner(notified);
    });
    expect(finding?.kind).toBe("panic");
    expect(finding?.message).toContain("get_owner_id() == Some(self.id)");
  });
});

describe("OwnedTasks", () => {
  it("shuts down what is bound while it is closed, by one side or the other", () => {
    const queued = new Set<boolean>();
    const verdict = sweep(function* () {
      const owned = new OwnedTasks();
      const scheduler = new FifoScheduler({ owned });
      const closing = yield* spawn(() => owned.closeAndShutdownAll(), "closing");
      const { join, notified } = yield* owned.bind(new Probe<number>({}), scheduler, "task");
      queued.add(notified !== null);
      if (notified !== null) yield* notified.drop();
      const output = yield* blockOn(join);
      expect(!output.ok && output.error.isCancelled).toBe(true);
      yield* closing.join();
      expect(yield* owned.numAliveTasks()).toBe(0);
    });
    expect(verdict).toEqual({ kinds: ["clean"], finding: null });
    expect([...queued].sort()).toEqual([false, true]);
  });

  it("may be closed by several threads, beginning with different shards, while tasks complete", () => {
    const verdict = sweep(function* () {
      const owned = new OwnedTasks("owned", 2);
      const scheduler = new FifoScheduler({ owned });
      for (let i = 0; i < 3; i++) yield* (yield* scheduler.spawn(new Probe({ poll: seven }), `task ${i}`)).drop();
      const threads = [
        yield* spawn(() => owned.closeAndShutdownAll(0), "left"),
        yield* spawn(() => owned.closeAndShutdownAll(1), "right"),
        yield* spawn(() => scheduler.tick(2), "runtime"),
      ];
      for (const thread of threads) yield* thread.join();
      yield* scheduler.shutdown();
      expect(yield* owned.isEmpty()).toBe(true);
    });
    expect(verdict).toEqual({ kinds: ["clean"], finding: null });
  });

  it("has as many shards as tokio's", () => {
    expect([1, 2, 3, 4, 100_000].map(shardsFor)).toEqual([4, 8, 16, 16, 65_536]);
  });
});

describe("LocalOwnedTasks", () => {
  it("belongs to one thread: its use by another is a race", () => {
    const verdict = sweep(function* () {
      const owned = new LocalOwnedTasks();
      const thief = yield* spawn(() => owned.closeAndShutdownAll(), "thief");
      const { join, notified } = yield* owned.bind(new Probe({ poll: seven }), new FifoScheduler({ owned }), "task");
      if (notified !== null) yield* notified.drop();
      yield* join.drop();
      yield* thief.join();
    });
    expect(verdict.kinds).toEqual(["data-race"]);
  });
});
