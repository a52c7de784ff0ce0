/** `Barrier`. */
import fc from "fast-check";
import { Barrier, type BarrierWaitResult } from "../../../runtime/index.ts";
import { mistaken } from "../mistaken.ts";
import { type BarrierState, barrierSpecification } from "../specifications/small.ts";
import { actorOf, later, made, type Subject } from "../subject.ts";

export const barrierSubject: Subject<number, BarrierState> = {
  name: "barrier",
  parameters: fc.integer({ min: 1, max: 3 }),
  calls: fc.record({ op: fc.constant("wait"), n: fc.constant(0) }),
  specification: barrierSpecification,
  /** All lead. */
  mistaken: (n) => mistaken(barrierSpecification(n), "wait", ({ state }) => ({ state, result: true })),
  *setUp(n, threads) {
    const barrier = yield* Barrier.create(n);
    const wait = () => later([], () => made(barrier.wait()), leads);
    const actors = Array.from({ length: threads }, () => actorOf({ wait }, function* () {}));
    return { object: barrier, actors, tearDown: () => barrier.drop() };
  },
};

function* leads({ isLeader }: BarrierWaitResult) {
  return isLeader;
}
