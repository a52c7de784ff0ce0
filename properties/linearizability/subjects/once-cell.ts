/** `OnceCell`, whose value takes one more poll to compute. */
import fc from "fast-check";
import { async_, OnceCell, wait, yieldNow } from "../../../runtime/index.ts";
import { mistaken } from "../mistaken.ts";
import { type OnceCellState, onceCellSpecification } from "../specifications/small.ts";
import { actorOf, asItIs, later, made, now, type Subject } from "../subject.ts";

export const onceCellSubject: Subject<null, OnceCellState> = {
  name: "once-cell",
  parameters: fc.constant(null),
  calls: fc.record({ op: fc.constantFrom("set", "getOrInit", "getOrInit", "get"), n: fc.integer({ min: 1, max: 3 }) }),
  specification: () => onceCellSpecification,
  /** A set does not look whether somebody computes. */
  mistaken: () =>
    mistaken(onceCellSpecification, "set", ({ state, result }, _before, { args }) =>
      result === "initializing" ? { state: { ...state, value: Number(args[0]) }, result: "ok" } : { state, result },
    ),
  *setUp(_, threads) {
    const cell = new OnceCell<number>();
    const operations = {
      set: (n: number) =>
        now([n], function* () {
          const set = yield* cell.set(n);
          return set.ok ? "ok" : set.error.kind;
        }),
      getOrInit: (n: number) => later([n], () => made(cell.getOrInit(() => computed(n))), asItIs),
      get: () => now([], () => cell.get()),
    };
    const actors = Array.from({ length: threads }, () => actorOf(operations, function* () {}));
    return { object: cell, actors, tearDown: () => cell.drop() };
  },
};

function computed(n: number) {
  return async_(function* () {
    yield* wait(yieldNow());
    return n;
  });
}
