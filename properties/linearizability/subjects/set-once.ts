/** `SetOnce`. */
import fc from "fast-check";
import { SetOnce } from "../../../runtime/index.ts";
import { mistaken } from "../mistaken.ts";
import { setOnceSpecification } from "../specifications/small.ts";
import { actorOf, asItIs, later, made, now, type Subject } from "../subject.ts";

export const setOnceSubject: Subject<null, number | null> = {
  name: "set-once",
  parameters: fc.constant(null),
  calls: fc.record({ op: fc.constantFrom("set", "wait", "wait", "get"), n: fc.integer({ min: 1, max: 3 }) }),
  specification: () => setOnceSpecification,
  /** Sets it again and again. */
  mistaken: () =>
    mistaken(setOnceSpecification, "set", (_effect, _before, { args }) => ({ state: Number(args[0]), result: "ok" })),
  *setUp(_, threads) {
    const once = new SetOnce<number>();
    const operations = {
      set: (n: number) =>
        now([n], function* () {
          return (yield* once.set(n)).ok ? "ok" : "refused";
        }),
      wait: () => later([], () => made(once.wait()), asItIs),
      get: () => now([], () => once.get()),
    };
    const actors = Array.from({ length: threads }, () => actorOf(operations, function* () {}));
    return { object: once, actors, tearDown: () => once.drop() };
  },
};
