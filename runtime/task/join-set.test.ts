import { describe, expect, it } from "vitest";
import { catchUnwind, type Op, spawn } from "../../sim/index.ts";
import { blockOn } from "../future/block-on.ts";
import { Context } from "../future/context.ts";
import { noopWaker } from "../future/waker-fn.ts";
import { JoinSet } from "./join-set.ts";
import { joinAll, shutdownSet } from "./join-set-all.ts";
import { FifoScheduler } from "./testing/fifo-scheduler.ts";
import { Output, Probe, panics } from "./testing/futures.ts";
import { runOnce, sweep } from "./testing/sweep.ts";

function* seven(): Op<number> {
  return 7;
}

function* output(): Op<Output> {
  return new Output();
}

/** Spawns tasks that do `polls`, one each. */
function* spawnAll<T>(set: JoinSet<T>, on: FifoScheduler, polls: readonly (() => Op<T | null>)[]): Op<void> {
  for (const poll of polls) yield* (yield* set.spawnOn(new Probe({ poll }), on)).drop();
}

function* pends(): Op<null> {
  return null;
}

describe("JoinSet", () => {
  it("gives its tasks back in the order in which they complete", () => {
    const { finding } = runOnce(function* () {
      const [first, second] = [new FifoScheduler(), new FifoScheduler()];
      const set = new JoinSet<number>();
      yield* spawnAll(set, first, [seven]);
      yield* spawnAll(set, second, [() => seven()]);
      const before = yield* set.tryJoinNext();
      expect(before).toBeNull();
      yield* second.tick();
      expect(yield* set.tryJoinNext()).toEqual({ ok: true, value: 7 });
      expect(yield* set.tryJoinNext()).toBeNull();
      expect(set.len).toBe(1);
      yield* first.tick();
      expect(yield* blockOn(set.joinNext())).toEqual({ ok: true, value: 7 });
      expect(yield* blockOn(set.joinNext())).toBeNull();
      expect(set.isEmpty).toBe(true);
      yield* set.drop();
    });
    expect(finding).toBeNull();
  });

  it("finds a task that was complete before it was put in", () => {
    const { finding } = runOnce(function* () {
      const scheduler = new FifoScheduler();
      const set = new JoinSet<number>();
      const join = yield* scheduler.spawn(new Probe({ poll: seven }));
      yield* scheduler.tick();
      yield* (yield* set.insert(join)).drop();
      expect(yield* set.tryJoinNext()).toEqual({ ok: true, value: 7 });
      yield* set.drop();
    });
    expect(finding).toBeNull();
  });

  it("aborts what is left when it is dropped, and lets go what was detached", () => {
    const { finding } = runOnce(function* () {
      const scheduler = new FifoScheduler();
      const set = new JoinSet<Output>();
      yield* spawnAll(set, scheduler, [output]);
      yield* set.detachAll();
      expect(set.len).toBe(0);
      const abort = yield* set.spawnOn(new Probe<Output>({ poll: pends }), scheduler);
      yield* set.drop();
      yield* scheduler.tick();
      expect(yield* abort.isFinished()).toBe(true);
      yield* abort.drop();
    });
    expect(finding).toBeNull();
  });

  it("is pending under the waker of the latest poll, and keeps none once dropped", () => {
    const { finding } = runOnce(function* () {
      const scheduler = new FifoScheduler();
      const set = new JoinSet<number>();
      yield* spawnAll(set, scheduler, [pends]);
      const [one, other] = [noopWaker(), noopWaker()];
      for (const waker of [one, other, other]) {
        expect((yield* set.pollJoinNext(new Context(waker))).ready).toBe(false);
      }
      yield* one.drop();
      yield* other.drop();
      yield* set.drop();
      yield* scheduler.shutdown();
    });
    expect(finding).toBeNull();
  });

  it("shuts down: aborts, and waits until each task is over", () => {
    const verdict = sweep(function* () {
      const scheduler = new FifoScheduler();
      const worker = yield* spawn(() => scheduler.work(), "worker");
      const set = new JoinSet<Output>();
      yield* spawnAll(set, scheduler, [output, pends]);
      yield* blockOn(shutdownSet(set));
      expect(set.len).toBe(0);
      yield* set.drop();
      yield* scheduler.stop();
      yield* worker.join();
    });
    expect(verdict.kinds).toEqual(["clean"]);
  });
});

describe("joinAll", () => {
  it("gives all outputs and drops the set", () => {
    const verdict = sweep(function* () {
      const scheduler = new FifoScheduler();
      const worker = yield* spawn(() => scheduler.tick(), "worker");
      const set = new JoinSet<number>();
      yield* spawnAll(set, scheduler, [seven, seven]);
      const rest = yield* spawn(() => scheduler.tick(), "rest");
      expect(yield* blockOn(joinAll(set))).toEqual([7, 7]);
      expect(set.consumed).toBe(true);
      yield* worker.join();
      yield* rest.join();
    });
    expect(verdict.kinds).toEqual(["clean"]);
  });

  it("panics with a task's panic, dropping the outputs that it has and aborting the rest", () => {
    const { finding } = runOnce(function* () {
      const scheduler = new FifoScheduler();
      const set = new JoinSet<Output>();
      yield* spawnAll<Output>(set, scheduler, [output, () => panics("no"), pends]);
      yield* scheduler.tick();
      const caught = yield* catchUnwind(() => blockOn(joinAll(set)));
      expect(!caught.ok && caught.panic.message).toBe("no");
      yield* scheduler.tick();
    });
    expect(finding).toBeNull();
  });
});
