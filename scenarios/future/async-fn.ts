/**
 * An async fn that awaits another, which awaits a timer: the example of docs/async.md. The timer fires before
 * the first poll, during it, or while the thread is parked.
 */
import { scenario } from "../../properties/index.ts";
import { AsyncTimerFuture, async_, blockOn, local, wait } from "../../runtime/index.ts";
import { assert } from "../../sim/index.ts";

export const asyncFn = scenario({
  name: "future/async-fn",
  about: "Two nested async fns await a timer whose thread wakes them during or after their first poll.",
  source: "docs/async.md",
  bounds: { clock: "anytime" },
  *model() {
    const timer = yield* AsyncTimerFuture.after(1_000);
    const greet = async_(
      function* () {
        const name = local("name", "world");
        yield* wait(timer);
        return `hello ${name}`;
      },
      { name: "greet", captures: [timer] },
    );
    const outer = async_(
      function* () {
        return `${yield* wait(greet)}!`;
      },
      { name: "outer", captures: [greet] },
    );
    assert((yield* blockOn(outer)) === "hello world!", "the output comes through");
  },
});
