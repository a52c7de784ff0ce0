/**
 * What is spawned in every combination: it says that it was polled, waits for the signal to complete,
 * yields once and gives its output, which is what the compiler makes of the `async fn` in tokio's test.
 */
import { type Context, type Future, PENDING, type Poll, ready } from "../../runtime/index.ts";
import { type Op, Owned, panic } from "../../sim/index.ts";
import type { Receiver, Sender } from "./oneshot.ts";

/** Its end is signalled; it can be told to panic then. */
export class Output extends Owned {
  readonly sort = "output";
  private readonly dropped: Sender;
  private panics: boolean;

  constructor(dropped: Sender, panics: boolean) {
    super(null);
    this.dropped = dropped;
    this.panics = panics;
  }

  disarm(): void {
    this.panics = false;
  }

  *drop(): Op<void> {
    this.consume("dropped");
    yield* this.dropped.send();
    if (this.panics) panic("drop of the output");
  }
}

/** What the future says to the test, and the test to it. */
export interface Ends {
  readonly firstPoll: Sender;
  readonly complete: Receiver;
  readonly futureDropped: Sender;
  readonly outputDropped: Sender;
}

export interface Panics {
  readonly onRun: boolean;
  readonly onDrop: boolean;
  readonly onOutputDrop: boolean;
}

export class ScriptedFuture extends Owned implements Future<Output> {
  readonly sort = "future";
  private readonly ends: Ends;
  private readonly panics: Panics;
  private stage: "unresumed" | "waiting" | "yielded" | "done" = "unresumed";

  constructor(ends: Ends, panics: Panics) {
    super(null);
    this.ends = ends;
    this.panics = panics;
  }

  *poll(cx: Context): Op<Poll<Output>> {
    this.use("poll()");
    if (this.stage === "unresumed") {
      yield* this.ends.firstPoll.send();
      this.stage = "waiting";
    }
    if (this.stage === "waiting") {
      const poll = yield* this.ends.complete.poll(cx);
      if (!poll.ready) return PENDING;
      yield* this.ends.complete.drop();
      // Without this, an abort that came during this poll would come too late.
      this.stage = "yielded";
      yield* cx.waker.wakeByRef();
      return PENDING;
    }
    this.stage = "done";
    if (this.panics.onRun) {
      try {
        panic("run");
      } finally {
        yield* this.ends.outputDropped.drop();
      }
    }
    return ready(new Output(this.ends.outputDropped, this.panics.onOutputDrop));
  }

  *drop(): Op<void> {
    this.consume("dropped");
    try {
      yield* this.ends.futureDropped.send();
      if (this.panics.onDrop) panic("drop of the future");
    } finally {
      yield* this.dropCaptured();
    }
  }

  /** What it still holds where it stopped. */
  private *dropCaptured(): Op<void> {
    const { firstPoll, complete, outputDropped } = this.ends;
    if (this.stage === "unresumed") yield* firstPoll.drop();
    if (this.stage === "unresumed" || this.stage === "waiting") yield* complete.drop();
    if (this.stage !== "done") yield* outputDropped.drop();
  }
}
