/** What the handles of a `Shared` share: the future, then its output, and the notifier. */
import { type Arc, dropInPlace, type Op, panic, UnsafeCell } from "../../sim/index.ts";
import { Context } from "./context.ts";
import type { Future } from "./future.ts";
import { notifierWaker, type SharedNotifier } from "./shared-notifier.ts";

export { COMPLETE, POISONED, POLLING } from "./shared-notifier.ts";

export interface SharedOptions<T> {
  /** For traces. */
  readonly name?: string;
  /** `Clone` of the output, for all handles but the last; not needed where nobody owns it. */
  readonly copy?: (output: T) => Op<T>;
}

type FutureOrOutput<T> = { readonly future: Future<T> } | { readonly output: T };

export class SharedInner<T> {
  readonly notifier: Arc<SharedNotifier>;
  /** Of whoever polls, until it is complete; then of all, to be read. */
  private readonly cell: UnsafeCell<FutureOrOutput<T>>;
  private readonly copy: ((output: T) => Op<T>) | undefined;

  constructor(
    future: Future<T>,
    notifier: Arc<SharedNotifier>,
    name: string,
    copy: ((output: T) => Op<T>) | undefined,
  ) {
    this.notifier = notifier;
    this.copy = copy;
    const show = (state: FutureOrOutput<T>) => ("future" in state ? "future" : "output");
    this.cell = new UnsafeCell<FutureOrOutput<T>>({ future }, { name: `${name}.cell`, show });
  }

  /** For the handle that has made the state POLLING. True: it is complete. A panic poisons it for all. */
  *pollOnce(): Op<boolean> {
    const notifier = yield* this.notifier.get();
    let didNotPanic = false;
    try {
      const state = yield* this.cell.get();
      if (!("future" in state)) panic("internal error: entered unreachable code");
      const poll = yield* state.future.poll(new Context(notifierWaker(this.notifier.asPtr()).value));
      didNotPanic = true;
      if (poll.ready) {
        yield* this.complete(notifier, state.future, poll.value);
        return true;
      }
      if (!(yield* notifier.endPoll())) panic("internal error: entered unreachable code");
      return false;
    } finally {
      if (!didNotPanic) yield* notifier.poison();
    }
  }

  /** A copy of the output, which must be there. */
  *copyOutput(): Op<T> {
    const output = yield* this.output();
    return this.copy === undefined ? output : yield* this.copy(output);
  }

  /** For whoever has moved this out of the last share: the output itself. */
  *intoOutput(): Op<T> {
    const output = yield* this.output();
    yield* this.notifier.drop();
    return output;
  }

  *drop(): Op<void> {
    try {
      const state = yield* this.cell.get();
      yield* dropInPlace("future" in state ? state.future : state.output);
    } finally {
      yield* this.notifier.drop();
    }
  }

  /** In this order: who sees COMPLETE sees the output, and who was too late to register sees COMPLETE. */
  private *complete(notifier: SharedNotifier, future: Future<T>, output: T): Op<void> {
    try {
      yield* future.drop();
    } finally {
      yield* this.cell.set({ output });
    }
    yield* notifier.complete();
  }

  private *output(): Op<T> {
    const state = yield* this.cell.get();
    if (!("output" in state)) panic("internal error: entered unreachable code");
    return state.output;
  }
}
