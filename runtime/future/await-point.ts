/** What a body yields at an await, and what the machine does with it. */
import { dropInPlace, type Op, Panic } from "../../sim/index.ts";
import type { Context } from "./context.ts";
import { dropCaught } from "./drop-all.ts";
import type { Future } from "./future.ts";
import type { Poll } from "./poll.ts";

/** An await under way: told from the engine's steps, which yield nothing. Owns the awaited future. */
export class AwaitPoint {
  readonly future: Future<unknown>;
  /** Which await of the body. */
  readonly index: number;

  constructor(future: Future<unknown>, index: number) {
    this.future = future;
    this.index = index;
  }
}

/** How the body goes on after an await: with the output, or unwinding. */
export interface Resumption {
  readonly value: unknown;
  readonly panic: Panic | null;
}

/** Polls what is awaited, and drops it when that is over: how to go on, or null for pending. */
export function* pollAwaited(at: AwaitPoint, cx: Context): Op<Resumption | null> {
  let poll: Poll<unknown>;
  try {
    poll = yield* at.future.poll(cx);
  } catch (thrown) {
    if (!(thrown instanceof Panic)) throw thrown;
    yield* at.future.drop();
    return { value: undefined, panic: thrown };
  }
  if (!poll.ready) return null;
  const panic = yield* dropCaught(at.future);
  if (panic !== null) yield* dropInPlace(poll.value);
  return { value: poll.value, panic };
}
