import { describe, expect, it } from "vitest";
import { catchUnwind, Execution, type Op, Owned, panic, spawn } from "../../sim/index.ts";
import { async_, wait } from "../future/async.ts";
import { blockOn } from "../future/block-on.ts";
import type { Future } from "../future/future.ts";
import { yieldNow } from "../future/yield-now.ts";
import { OnceCell } from "./once-cell.ts";

/** What a model does on one thread; spawned threads run when main waits. */
function run(model: () => Op<void>): void {
  const execution = new Execution();
  execution.run(model, { strategy: { name: "dull", systematic: false, begin: () => true, decide: () => 0 } });
  expect(execution.finding).toBeNull();
}

class Value extends Owned {
  readonly sort = "value";

  *drop(): Op<void> {
    this.consume("dropped");
  }
}

const slowly = <T>(value: T): Future<T> =>
  async_(function* () {
    yield* wait(yieldNow());
    return value;
  });

describe("OnceCell", () => {
  it("computes once, and keeps the value until it is dropped", () => {
    run(function* () {
      const cell = new OnceCell<Value>();
      expect(yield* cell.get()).toBeNull();
      const value = yield* blockOn(cell.getOrInit(() => slowly(new Value("value"))));
      const again = yield* blockOn(
        cell.getOrInit(() => {
          throw new Error("computed twice");
        }),
      );
      expect(again).toBe(value);
      expect(yield* cell.get()).toBe(value);
      yield* cell.drop();
      expect(value.consumed).toBe(true);
    });
  });

  it("takes one value by set, and says why it takes no other", () => {
    run(function* () {
      const cell = new OnceCell<number>();
      const computing = yield* spawn(function* () {
        return yield* blockOn(
          cell.getOrInit(() =>
            async_(function* () {
              expect(yield* cell.set(1)).toEqual({ ok: false, error: { kind: "initializing", value: 1 } });
              return 2;
            }),
          ),
        );
      }, "computing");
      expect(yield* computing.join()).toBe(2);
      expect(yield* cell.set(3)).toEqual({ ok: false, error: { kind: "already-initialized", value: 3 } });
      const other = new OnceCell<number>();
      expect(yield* other.set(4)).toEqual({ ok: true, value: undefined });
      expect(yield* other.get()).toBe(4);
    });
  });

  it("is computed by the next one where the first fails or panics", () => {
    run(function* () {
      const cell = new OnceCell<number>();
      const fails = cell.getOrTryInit(() => slowly({ ok: false as const, error: "no" }));
      expect(yield* blockOn(fails)).toEqual({ ok: false, error: "no" });
      const panics = cell.getOrInit(() =>
        async_(function* (): Op<number> {
          panic("no");
        }),
      );
      expect((yield* catchUnwind(() => blockOn(panics))).ok).toBe(false);
      const works = cell.getOrTryInit(() => slowly({ ok: true as const, value: 5 }));
      expect(yield* blockOn(works)).toEqual({ ok: true, value: 5 });
      expect(yield* cell.semaphore.isClosed()).toBe(true);
    });
  });
});
