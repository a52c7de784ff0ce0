/**
 * A try_join of which one part fails: it is over with the first error that a poll comes across, and the other
 * part, waiting or done, is dropped with it.
 */
import { scenario } from "../../properties/index.ts";
import { async_, blockOn, type Result, tryJoin, wait } from "../../runtime/index.ts";
import { assert, type Op, spawn } from "../../sim/index.ts";
import { Logged, LoggedFuture } from "./support/logged.ts";
import { Signal } from "./support/signal.ts";

export const tryJoinFirstError = scenario({
  name: "future/try-join-first-error",
  about: "Two threads wake the parts of a try_join; one part fails, the other may be done, polled or waiting.",
  source: "tokio/src/macros/try_join.rs; tokio/tests/macros_try_join.rs, err_abort_early",
  *model() {
    const log: string[] = [];
    const good = new Signal("good");
    const bad = new Signal("bad");
    const one = yield* spawn(() => good.happens(), "one");
    const other = yield* spawn(() => bad.happens(), "other");
    const succeeds = async_(function* (): Op<Result<Logged, string>> {
      yield* wait(new LoggedFuture("good", log, good.awaited()));
      return { ok: true, value: new Logged("output", log) };
    });
    const fails = async_(function* (): Op<Result<never, string>> {
      yield* wait(new LoggedFuture("bad", log, bad.awaited()));
      return { ok: false, error: "bad" };
    });
    const result = yield* blockOn(tryJoin<[Logged, never], string>([succeeds, fails]));
    assert(!result.ok && result.error === "bad", "the error is the result");
    assert(log.includes("good") && log.includes("bad"), `all is dropped: ${log.join(", ")}`);
    yield* one.join();
    yield* other.join();
    yield* good.drop();
    yield* bad.drop();
  },
});
