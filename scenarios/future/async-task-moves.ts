/**
 * An async fn, inside of another, in a task that two worker threads poll by turns. Each resumption brings the
 * context of its own poll, so the event is awaited with a waker that is still good, whoever polls.
 */
import { scenario } from "../../properties/index.ts";
import { async_, FifoScheduler, wait } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { Signal } from "./support/signal.ts";

export const asyncTaskMoves = scenario({
  name: "future/async-task-moves",
  about: "A task made of two nested async fns is polled by two workers while two events come from a third thread.",
  source: "RFC 2394 (async/await): the context of each poll is the resume argument, passed down to what is awaited",
  bounds: { steps: 20_000 },
  *model() {
    const scheduler = new FifoScheduler();
    const first = new Signal("first");
    const second = new Signal("second");
    const inner = async_(
      function* () {
        yield* wait(first.awaited());
        yield* wait(second.awaited());
        return 2;
      },
      { name: "inner" },
    );
    let output = 0;
    const outer = async_(
      function* () {
        output = yield* wait(inner);
        yield* scheduler.stop();
      },
      { name: "outer", captures: [inner] },
    );
    const join = yield* scheduler.spawn(outer, "task");
    const left = yield* spawn(() => scheduler.work(), "left");
    const right = yield* spawn(() => scheduler.work(), "right");
    yield* first.happens();
    yield* second.happens();
    yield* left.join();
    yield* right.join();
    assert(output === 2, "the inner output came through");
    yield* join.drop();
    yield* first.drop();
    yield* second.drop();
  },
});
