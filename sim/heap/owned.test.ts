import { describe, expect, it } from "vitest";
import type { Op } from "../op.ts";
import { runClean, runOnce } from "../testing/sweep.ts";
import { spawn } from "../thread/spawn.ts";
import { Owned } from "./owned.ts";

class Permit extends Owned {
  readonly sort = "permit";

  constructor(name?: string) {
    super(name ?? null);
  }

  spend(): void {
    this.use("spend()");
  }

  moveInto(target: string): void {
    this.consume(`moved into ${target}`);
  }

  drop(): void {
    this.consume("dropped");
  }
}

const findingOf = (model: () => Op<unknown>, places = false) => runOnce(model, { places }).finding;

describe("an owned value", () => {
  it("may be used until it is dropped", () => {
    runClean(function* () {
      const permit = new Permit();
      permit.spend();
      permit.spend();
      expect(permit.consumed).toBe(false);
      permit.drop();
      expect(permit.consumed).toBe(true);
    });
  });

  it("that is never dropped is a leak, which names it and its maker", () => {
    const found = findingOf(function* () {
      const child = yield* spawn(function* () {
        new Permit();
      }, "child");
      yield* child.join();
    });
    expect(found?.kind).toBe("leak");
    expect(found?.message).toBe('permit 0.1.1, made by "child", was never dropped.');
    expect(found?.involved).toEqual(["permit"]);
  });

  it("counts the others that leaked, in order of making, and names no more than eight", () => {
    const found = findingOf(function* () {
      const permits = Array.from({ length: 20 }, (_, i) => new Permit(`permit ${i}`));
      for (const permit of permits.slice(0, 5)) permit.drop();
    });
    expect(found?.message).toBe('permit 5, made by "main", was never dropped (and 14 more).');
    expect(found?.details).toHaveLength(8);
    expect(found?.details[7]).toBe('permit 12 was made by "main"');
  });

  it("that is dropped twice is a double free", () => {
    const found = findingOf(function* () {
      const permit = new Permit("gate");
      permit.drop();
      permit.drop();
    });
    expect(found?.kind).toBe("double-free");
    expect(found?.message).toBe('"main" drops gate, which was dropped before.');
  });

  it("that is used or dropped after it moved is a use after move, with the thread that moved it", () => {
    const moved = (then: (permit: Permit) => void) =>
      findingOf(function* () {
        const permit = new Permit("gate");
        const child = yield* spawn(function* () {
          permit.moveInto("a queue");
        }, "child");
        yield* child.join();
        then(permit);
      });
    const used = moved((permit) => permit.spend());
    expect(used?.kind).toBe("use-after-move");
    expect(used?.message).toBe('"main" calls spend() on gate, which was moved into a queue before.');
    expect(used?.details).toEqual(['gate was made by "main"', 'it was moved into a queue by "child"']);
    expect(moved((permit) => permit.drop())?.kind).toBe("use-after-move");
  });

  it("may be forgotten on purpose, once", () => {
    runClean(function* () {
      new Permit().forget();
    });
    const twice = findingOf(function* () {
      const permit = new Permit();
      permit.forget();
      permit.forget();
    });
    expect(twice?.kind).toBe("use-after-move");
  });

  it("says where it was made and dropped, but only when places are asked for", () => {
    const model = function* (): Op<void> {
      const permit = new Permit("gate");
      permit.drop();
      permit.drop();
    };
    expect(findingOf(model)?.details.join()).not.toContain("owned.test.ts");
    const [made, dropped] = findingOf(model, true)?.details ?? [];
    expect(made).toMatch(/^gate was made by "main" at sim\/heap\/owned\.test\.ts:\d+:\d+$/);
    expect(dropped).toMatch(/^it was dropped by "main" at sim\/heap\/owned\.test\.ts:\d+:\d+$/);
  });

  it("costs constant time, however many are alive and in whatever order they end", () => {
    const execution = runClean(function* () {
      const permits = Array.from({ length: 30_000 }, () => new Permit());
      for (let i = 0; i < permits.length; i += 2) permits[i]?.drop();
      for (let i = permits.length - 1; i > 0; i -= 2) permits[i]?.drop();
    });
    expect(execution.heap.size).toBe(0);
  });

  it("does not outlive its execution: a leak of one run is not one of the next", () => {
    const leaky = function* (): Op<void> {
      new Permit();
    };
    const execution = runOnce(leaky);
    expect(execution.finding?.kind).toBe("leak");
    const strategy = { name: "dull", systematic: false, begin: () => true, decide: () => 0 };
    execution.run(function* () {}, { strategy });
    expect(execution.finding).toBeNull();
  });
});
