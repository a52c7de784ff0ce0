/**
 * Two threads register at once, which callers should not do: one of them wins, and which one is not
 * promised. But memory stays sound: each waker is woken or dropped exactly once, nobody touches the
 * cell who does not own it, and a wake after both have returned reaches exactly one of the two.
 */

import { scenario } from "../../properties/index.ts";
import { AtomicWaker, RecordingWaker } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";

export const twoRegistrars = scenario({
  name: "atomic-waker/two-registrars",
  about: "Two threads register different wakers at once, while a notifier wakes.",
  source: "tokio sync/task/atomic_waker.rs: concurrent calls to register; rust-lang/futures-rs#868",
  *model() {
    const waker = new AtomicWaker("waker");
    const tasks = [new RecordingWaker("task 1"), new RecordingWaker("task 2")] as const;

    const registering = (task: RecordingWaker) =>
      function* () {
        const own = task.waker();
        yield* waker.registerByRef(own);
        yield* own.drop();
      };
    const first = yield* spawn(registering(tasks[0]), "registrar 1");
    const second = yield* spawn(registering(tasks[1]), "registrar 2");
    const notifier = yield* spawn(() => waker.wake(), "notifier");

    yield* notifier.join();
    yield* first.join();
    yield* second.join();

    const before = tasks[0].wakes + tasks[1].wakes;
    yield* waker.wake();
    const woken = tasks[0].wakes + tasks[1].wakes - before;
    assert(woken === 1 || before > 0, "a wake after both registrations reached neither task");
    assert(woken <= 1, "one waker cell held two wakers");
    yield* waker.drop();
  },
});
