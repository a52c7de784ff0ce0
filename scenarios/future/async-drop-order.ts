/**
 * An async fn is cancelled while a thread brings what it waits for. Wherever it is suspended then, what it
 * awaits is dropped first and its locals after that, the last one first; nothing twice, nothing never.
 */
import { scenario } from "../../properties/index.ts";
import { async_, Context, local, noopWaker, wait } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { Logged, LoggedFuture } from "./support/logged.ts";
import { Signal } from "./support/signal.ts";

/** By the state in which it was dropped. */
const ORDERS: Readonly<Record<number, string>> = {
  0: "capture 1, capture 2",
  1: "inner, b, a, capture 2, capture 1",
  3: "inner, a, capture 2, capture 1",
};

export const asyncDropOrder = scenario({
  name: "future/async-drop-order",
  about: "An async fn is dropped unresumed, suspended or finished, while the event that it awaits comes from a thread.",
  source: "Rust reference, destructors; rust-lang/rust tests/ui/async-await/drop-order-when-cancelled.rs",
  options: { polls: { from: 0, to: 2 } },
  *model({ polls }) {
    const log: string[] = [];
    const event = new Signal("event");
    const captures = [new Logged("capture 1", log), new Logged("capture 2", log)] as const;
    const body = function* () {
      try {
        const a = local("a", new Logged("a", log));
        try {
          yield* wait(new LoggedFuture("inner", log, event.awaited()));
          yield* local("b", new Logged("b", log)).drop();
        } finally {
          yield* a.drop();
        }
      } finally {
        yield* captures[1].drop();
        yield* captures[0].drop();
      }
    };
    const future = async_(body, { name: "fn", captures });
    const other = yield* spawn(() => event.happens(), "other");

    const waker = noopWaker();
    for (let i = 0; i < polls && future.stateNumber !== 1; i++) yield* future.poll(new Context(waker));
    const state = future.stateNumber ?? -1;
    yield* future.drop();
    assert(log.join(", ") === ORDERS[state], `dropped in state ${state}: ${log.join(", ")}`);
    yield* other.join();
    yield* event.drop();
    yield* waker.drop();
  },
});
