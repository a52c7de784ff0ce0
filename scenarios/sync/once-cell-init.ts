/** Whoever comes first computes the value, the others wait for it; a plain `set` comes before, between or too late. */
import { scenario } from "../../properties/index.ts";
import { async_, blockOn, OnceCell, wait, yieldNow } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";

export const onceCellInit = scenario({
  name: "sync/once-cell-init",
  about: "Two threads ask for a value, which takes two polls to compute, while a third one sets another.",
  source: "tokio sync/once_cell.rs: get_or_init, set",
  *model() {
    const cell = new OnceCell<string>();
    let computed = 0;
    const compute = () =>
      async_(function* () {
        computed++;
        yield* wait(yieldNow());
        return "computed";
      });
    const other = yield* spawn(() => blockOn(cell.getOrInit(compute)), "other");
    const setter = yield* spawn(() => cell.set("set"), "setter");
    const mine = yield* blockOn(cell.getOrInit(compute));
    assert(mine === (yield* other.join()), "two threads got different values of one cell");
    const set = yield* setter.join();
    assert(mine === (set.ok ? "set" : "computed"), "the value is of somebody who was refused");
    assert(computed === (set.ok ? 0 : 1), "a value was computed twice, or for nothing");
    yield* cell.drop();
  },
});
