/** A local variable that writes down when it is dropped: exactly once, or it is a finding. */
import type { Context, Future, Poll } from "../../../runtime/index.ts";
import { type Op, Owned } from "../../../sim/index.ts";

export class Logged extends Owned {
  readonly sort = "local";
  private readonly log: string[];

  constructor(name: string, log: string[]) {
    super(name);
    this.log = log;
  }

  *drop(): Op<void> {
    this.consume("dropped");
    this.log.push(this.label);
  }
}

/** A future with such a drop, otherwise as the one that it wraps. */
export class LoggedFuture<T> extends Logged implements Future<T> {
  private readonly inner: Future<T>;

  constructor(name: string, log: string[], inner: Future<T>) {
    super(name, log);
    this.inner = inner;
  }

  poll(cx: Context): Op<Poll<T>> {
    this.use("poll()");
    return this.inner.poll(cx);
  }

  override *drop(): Op<void> {
    yield* super.drop();
    yield* this.inner.drop();
  }
}
