/** `FutureExt::catch_unwind`: a future whose panics are its output. */
import { type Caught, catchUnwind, type Op } from "../../sim/index.ts";
import type { Context } from "./context.ts";
import type { Future } from "./future.ts";
import { PENDING, type Poll, ready } from "./poll.ts";

class CatchUnwind<T> implements Future<Caught<T>> {
  private readonly future: Future<T>;

  constructor(future: Future<T>) {
    this.future = future;
  }

  *poll(cx: Context): Op<Poll<Caught<T>>> {
    const caught = yield* catchUnwind(() => this.future.poll(cx));
    if (!caught.ok) return ready(caught);
    return caught.value.ready ? ready({ ok: true, value: caught.value.value }) : PENDING;
  }

  /** A panic of this drop is not caught. */
  drop(): Op<void> {
    return this.future.drop();
  }
}

/** Takes the future over. */
export function caught<T>(future: Future<T>): Future<Caught<T>> {
  return new CatchUnwind(future);
}
