import { describe, expect, it } from "vitest";
import { createStrategy, Execution, type Finding, type Op } from "../../../sim/index.ts";
import { Builder, type RuntimeOptions } from "../../builder.ts";
import { async_, wait } from "../../future/async.ts";
import type { Context } from "../../future/context.ts";
import type { Future } from "../../future/future.ts";
import { PENDING, type Poll, READY } from "../../future/poll.ts";
import type { Waker } from "../../future/waker.ts";
import type { Runtime } from "../../runtime.ts";
import { spawn } from "../../task/spawn.ts";
import { blockInPlace } from "./block-in-place.ts";

/** Runs `model` under 20 random schedules; the first finding. */
function firstFinding(model: () => Op<void>): Finding | null {
  const execution = new Execution();
  const strategy = createStrategy("random");
  for (let run = 0; run < 20; run++) {
    strategy.begin(`multi-thread.${run}`);
    execution.run(model, { strategy });
    if (execution.finding !== null) return execution.finding;
  }
  return null;
}

/** Runs `body` as a task of a runtime with one worker. */
function onOneWorker(options: RuntimeOptions, body: () => Op<void>): Finding | null {
  return firstFinding(function* () {
    const runtime: Runtime = yield* Builder.newMultiThread({ workerThreads: 1, ...options }).build();
    const join = yield* runtime.spawn(async_(body), "task");
    const result = yield* runtime.blockOn(join);
    expect(result.ok).toBe(true);
    yield* runtime.drop();
  });
}

function* nothing(): Op<void> {}

class Game {
  over = false;
  turns = 0;
  readonly wakers: (Waker | null)[] = [null, null];
}

/** Wakes the other player at each of its turns, until the game is over. */
class Player implements Future<void> {
  private readonly game: Game;
  private readonly index: number;

  constructor(game: Game, index: number) {
    this.game = game;
    this.index = index;
  }

  *poll(cx: Context): Op<Poll<void>> {
    const { game, index } = this;
    game.turns++;
    const other = game.wakers[1 - index] ?? null;
    game.wakers[1 - index] = null;
    if (!game.over) game.wakers[index] = yield* cx.waker.clone();
    yield* other === null ? nothing() : other.wake();
    return game.over ? READY : PENDING;
  }

  *drop(): Op<void> {}
}

/** Two players on one worker, and a task queued behind one of them that ends the game: the turns before that. */
function turnsBeforeTheEnd(options: RuntimeOptions): number {
  let turns = 0;
  const finding = onOneWorker(options, function* () {
    const game = new Game();
    const ending = async_(function* () {
      turns = game.turns;
      game.over = true;
    });
    const joins = [yield* spawn(new Player(game, 0)), yield* spawn(ending), yield* spawn(new Player(game, 1))];
    for (const join of joins) yield* wait(join);
  });
  expect(finding).toBeNull();
  return turns;
}

describe("the LIFO slot", () => {
  it("lets two tasks that wake each other go before the queue for three turns, and no more", () => {
    // The slot's first turn, the queue's first, and three of the slot behind that.
    expect(turnsBeforeTheEnd({})).toBe(5);
  });

  it("is not used where it is disabled: tasks run in the order of the queue", () => {
    expect(turnsBeforeTheEnd({ disableLifoSlot: true })).toBe(1);
  });
});

describe("blockInPlace", () => {
  it("runs what it is given, inside and outside of a runtime, and inside of itself", () => {
    const ran: string[] = [];
    const noting = (where: string) =>
      function* (): Op<void> {
        ran.push(where);
      };
    expect(firstFinding(() => blockInPlace(noting("outside")))).toBeNull();
    expect(onOneWorker({}, () => blockInPlace(() => blockInPlace(noting("inside"))))).toBeNull();
    expect(new Set(ran)).toEqual(new Set(["outside", "inside"]));
  });

  it("panics on a current-thread runtime, whose thread nobody can replace", () => {
    const finding = firstFinding(function* () {
      const runtime = yield* Builder.newCurrentThread().build();
      yield* runtime.blockOn(async_(() => blockInPlace(nothing)));
    });
    expect(finding?.message).toContain("can call blocking only when running on the multi-threaded runtime");
  });
});
