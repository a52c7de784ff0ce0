import { describe, expect, it } from "vitest";
import { AtomicUsize } from "../atomic/atomic-usize.ts";
import { random } from "../thread/random.ts";
import { spawn } from "../thread/spawn.ts";
import { TapeStrategy } from "./tape.ts";
import { Player } from "./testing/player.ts";

describe("tape", () => {
  it("answers modulo the options, then always the dullest", () => {
    const drawn: number[] = [];
    const strategy = new TapeStrategy([7, 2 ** 40 + 3, 2]);
    new Player(function* () {
      for (let i = 0; i < 5; i++) drawn.push(random(4));
      yield* new AtomicUsize(0).load("Relaxed");
    }).play(strategy);
    expect(drawn).toEqual([3, 3, 2, 0, 0]);
    expect(strategy.asked).toBe(5);
  });

  it("starts over with every execution", () => {
    const player = new Player(function* () {
      const n = new AtomicUsize(0, "n");
      const bump = () => n.fetchAdd(1, "Relaxed");
      yield* spawn(bump, "left");
      yield* spawn(bump, "right");
      yield* bump();
    });
    const strategy = new TapeStrategy([1, 2, 1]);
    const first = player.record(strategy);
    expect(first.steps[1]).toBe("left: n.fetchAdd(1, Relaxed)");
    expect(player.record(strategy)).toEqual(first);
  });

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])("refuses %d, and says where it stands", (answer) => {
    expect(() => new TapeStrategy([0, answer])).toThrow(
      `tape: answer 1 is ${answer}: give whole numbers of at least 0`,
    );
  });
});
