/** The first to compute is cancelled, or fails: the next one computes, and nobody waits for ever. */
import { scenario } from "../../properties/index.ts";
import { async_, blockOn, OnceCell, pending, type Result, wait } from "../../runtime/index.ts";
import { assert, type Op, spawn } from "../../sim/index.ts";
import { Polled } from "./support/polled.ts";

const answer = (value: Result<string, string>) =>
  async_(function* (): Op<Result<string, string>> {
    return value;
  });

export const onceCellCancelledInit = scenario({
  name: "sync/once-cell-cancelled-init",
  about: "A computation that never ends is dropped while two threads wait, of which one fails to compute.",
  source: "tokio sync/once_cell.rs: get_or_try_init; tokio/tests/sync_once_cell.rs",
  *model() {
    const cell = new OnceCell<string>();
    const endless = new Polled(
      cell.getOrInit(() =>
        async_(function* () {
          return yield* wait(pending());
        }),
      ),
      "endless",
    );
    assert(!(yield* endless.isReady()), "a value that nobody computed");
    const fails = yield* spawn(() => blockOn(cell.getOrTryInit(() => answer({ ok: false, error: "failed" }))), "fails");
    const works = yield* spawn(() => blockOn(cell.getOrTryInit(() => answer({ ok: true, value: "value" }))), "works");
    yield* endless.drop();
    const worked = yield* works.join();
    assert(worked.ok && worked.value === "value", "whoever computes last has no value");
    const failed = yield* fails.join();
    assert(failed.ok ? failed.value === "value" : failed.error === "failed", "a value that nobody computed");
    yield* cell.drop();
  },
});
