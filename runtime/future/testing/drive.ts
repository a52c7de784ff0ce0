/** For the tests of futures: one poll after the other, by hand, and drops that are written down. */
import { type Op, Owned } from "../../../sim/index.ts";
import { Context } from "../context.ts";
import type { Future } from "../future.ts";
import { PENDING, type Poll, ready } from "../poll.ts";
import { RecordingWaker } from "../recording-waker.ts";

/** Polls with a waker of its own. */
export function* pollOnce<T>(future: Future<T>, wakes = new RecordingWaker("task")): Op<Poll<T>> {
  const waker = wakes.waker();
  try {
    return yield* future.poll(new Context(waker));
  } finally {
    yield* waker.drop();
  }
}

/** Pending until it is given its output; says when it is polled and dropped. */
export class Manual<T> extends Owned implements Future<T> {
  readonly sort = "manual";
  readonly polledBy: string[] = [];
  private output: { readonly value: T } | null = null;
  private readonly log: string[];

  constructor(name: string, log: string[] = []) {
    super(name);
    this.log = log;
  }

  give(value: T): void {
    this.output = { value };
  }

  *poll(cx: Context): Op<Poll<T>> {
    this.use("poll()");
    this.polledBy.push(cx.waker.show());
    this.log.push(`poll ${this.label}`);
    return this.output === null ? PENDING : ready(this.output.value);
  }

  *drop(): Op<void> {
    this.consume("dropped");
    this.log.push(`drop ${this.label}`);
  }
}
