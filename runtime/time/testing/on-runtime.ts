/** For the tests of timers: a body on a current-thread runtime whose clock is paused, in the dullest schedule. */
import type { Op } from "../../../sim/index.ts";
import { Builder } from "../../builder.ts";
import { async_ } from "../../future/async.ts";
import { runClean } from "../../future/testing/run.ts";
import { instantNow } from "../now.ts";

export const MS = 1_000_000;

/** The runtime's clock, in ms. */
export const nowMs = () => instantNow() / MS;

/** Throws where there is a finding. */
export function onPausedRuntime(body: () => Op<void>): void {
  runClean(() => runPaused(body));
}

/** A model: a runtime with a paused clock is built, runs `body` as its main future, and is dropped. */
export function* runPaused(body: () => Op<void>): Op<void> {
  const runtime = yield* Builder.newCurrentThread({ enableTime: true, startPaused: true }).build();
  yield* runtime.blockOn(async_(body));
  yield* runtime.drop();
}
