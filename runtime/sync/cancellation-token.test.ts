import { describe, expect, it } from "vitest";
import { Execution, type Op } from "../../sim/index.ts";
import { blockOn } from "../future/block-on.ts";
import { Context } from "../future/context.ts";
import { pending } from "../future/pending.ts";
import { readyFuture } from "../future/ready.ts";
import { RecordingWaker } from "../future/recording-waker.ts";
import { CancellationToken } from "./cancellation-token.ts";

function run(model: () => Op<void>): void {
  const execution = new Execution();
  execution.run(model, { strategy: { name: "dull", systematic: false, begin: () => true, decide: () => 0 } });
  expect(execution.finding).toBeNull();
}

/** A parent, its children, and their children: `root`, `root.0`, `root.0.0` and so on. */
function* family(width: number, depth: number, root = new CancellationToken("root")): Op<CancellationToken[]> {
  const all = [root];
  if (depth === 0) return all;
  for (let i = 0; i < width; i++) {
    const child = yield* root.childToken(`${root.label}.${i}`);
    all.push(...(yield* family(width, depth - 1, child)));
  }
  return all;
}

function* cancelledOf(tokens: readonly CancellationToken[]): Op<string[]> {
  const names: string[] = [];
  for (const token of tokens) if (yield* token.isCancelled()) names.push(token.label);
  return names;
}

function* dropEach(tokens: readonly CancellationToken[]): Op<void> {
  for (const token of tokens) yield* token.drop();
}

describe("CancellationToken", () => {
  it("cancels what derives from it and nothing else", () => {
    run(function* () {
      const all = yield* family(2, 2);
      yield* (all[1] as CancellationToken).cancel();
      expect(yield* cancelledOf(all)).toEqual(["root.0", "root.0.0", "root.0.1"]);
      yield* (all[0] as CancellationToken).cancel();
      expect(yield* cancelledOf(all)).toEqual(all.map((token) => token.label));
      yield* dropEach(all);
    });
  });

  it("cancels grandchildren, though the token between has gone, in whatever place it was", () => {
    for (const gone of [0, 1, 2]) {
      run(function* () {
        const all = yield* family(3, 2);
        const between = all.filter((token) => token.label.split(".").length === 2);
        const one = between[gone] as CancellationToken;
        yield* one.drop();
        const left = all.filter((token) => token !== one);
        yield* (all[0] as CancellationToken).cancel();
        expect(yield* cancelledOf(left)).toEqual(left.map((token) => token.label));
        yield* dropEach(left);
      });
    }
  });

  it("is dropped in any order without a leak, parents first or last", () => {
    for (const order of ["asc", "desc"]) {
      run(function* () {
        const all = yield* family(2, 3);
        expect(all).toHaveLength(15);
        yield* dropEach(order === "asc" ? all : all.reverse());
      });
    }
  });

  it("leaves the children of its last token alone, and without a parent", () => {
    run(function* () {
      const [root, child] = yield* family(1, 1);
      yield* (root as CancellationToken).drop();
      expect(yield* cancelledOf([child as CancellationToken])).toEqual([]);
      yield* (child as CancellationToken).cancel();
      yield* (child as CancellationToken).drop();
    });
  });

  it("has cancelled children once it is cancelled, and its clones are of the same node", () => {
    run(function* () {
      const token = new CancellationToken();
      const clone = yield* token.clone();
      yield* clone.cancel();
      yield* clone.cancel();
      const child = yield* token.childToken();
      expect(yield* cancelledOf([token, clone, child])).toEqual(["token", "token", "token.child"]);
      yield* dropEach([token, clone, child]);
    });
  });
});

describe("the futures of a CancellationToken", () => {
  it("wake all who wait, for the token or a child", () => {
    run(function* () {
      const token = new CancellationToken();
      const child = yield* token.childToken();
      const task = new RecordingWaker("task");
      const waker = task.waker();
      const futures = [yield* token.cancelled(), yield* child.cancelledOwned()];
      const polls = [];
      for (const future of futures) polls.push((yield* future.poll(new Context(waker))).ready);
      yield* token.cancel();
      expect(task.wakes).toBe(2);
      for (const future of futures) polls.push((yield* future.poll(new Context(waker))).ready);
      expect(polls).toEqual([false, false, true, true]);
      for (const future of futures) yield* future.drop();
      yield* waker.drop();
      yield* token.drop();
    });
  });

  it("run a future to its end, also where it is cancelled meanwhile, and not at all afterwards", () => {
    run(function* () {
      const token = new CancellationToken();
      expect(yield* blockOn(token.runUntilCancelled(readyFuture(7)))).toEqual({ ok: true, value: 7 });
      yield* token.cancel();
      expect(yield* blockOn(token.runUntilCancelled(readyFuture(7)))).toEqual({ ok: false, error: "cancelled" });
      expect((yield* blockOn(token.runUntilCancelledOwned(pending()))).ok).toBe(false);
    });
  });

  it("drop what they run and their token when they are dropped, polled or not", () => {
    for (const polls of [0, 1]) {
      run(function* () {
        const token = new CancellationToken();
        const waker = new RecordingWaker("task").waker();
        const future = (yield* token.clone()).runUntilCancelledOwned(yield* token.cancelled());
        for (let i = 0; i < polls; i++) expect((yield* future.poll(new Context(waker))).ready).toBe(false);
        yield* future.drop();
        yield* waker.drop();
        yield* token.drop();
      });
    }
  });
});

describe("DropGuard", () => {
  it("cancels when it is dropped, unless it was disarmed; a borrowed token stays", () => {
    run(function* () {
      const token = new CancellationToken();
      const disarmed = (yield* token.clone()).dropGuard().disarm();
      expect(yield* disarmed.isCancelled()).toBe(false);
      yield* disarmed.drop();
      yield* token.dropGuardRef().drop();
      expect(yield* token.isCancelled()).toBe(true);
      yield* token.dropGuard().drop();
    });
  });
});
