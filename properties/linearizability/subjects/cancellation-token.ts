/** A cancellation token and a child of it. */
import fc from "fast-check";
import { CancellationToken } from "../../../runtime/index.ts";
import { returns } from "../specification.ts";
import { type CancellationState, cancellationSpecification } from "../specifications/small.ts";
import { type Actor, actorOf, done, later, now, type Subject } from "../subject.ts";

const OPS = ["cancelled", "cancelled", "isCancelled", "cancel"];

export const cancellationTokenSubject: Subject<null, CancellationState> = {
  name: "cancellation-token",
  parameters: fc.constant(null),
  calls: fc.record({ op: fc.constantFrom(...OPS), n: fc.nat({ max: 1 }) }),
  specification: () => cancellationSpecification,
  /** A child is not cancelled with its parent. */
  mistaken: () => ({
    ...cancellationSpecification,
    step: (state, call, phase) =>
      call.op === "cancel" && call.args[0] === "parent"
        ? returns({ ...state, parent: true })
        : cancellationSpecification.step(state, call, phase),
  }),
  *setUp(_, threads) {
    const parent = new CancellationToken("parent");
    const child = yield* parent.childToken("child");
    const actors: Actor[] = [];
    for (let i = 0; i < threads; i++) actors.push(tokensActor(yield* parent.clone(), yield* child.clone()));
    return {
      object: parent,
      actors,
      *tearDown() {
        yield* parent.drop();
        yield* child.drop();
      },
    };
  },
};

function tokensActor(parent: CancellationToken, child: CancellationToken): Actor {
  const which = (n: number): CancellationToken => (n === 0 ? parent : child);
  const name = (n: number): readonly string[] => [n === 0 ? "parent" : "child"];
  return actorOf(
    {
      cancel: (n) => now(name(n), () => done(which(n).cancel())),
      isCancelled: (n) => now(name(n), () => which(n).isCancelled()),
      cancelled: (n) => later(name(n), () => which(n).cancelled()),
    },
    function* () {
      yield* child.drop();
      yield* parent.drop();
    },
  );
}
