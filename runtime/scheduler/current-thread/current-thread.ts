/**
 * `CurrentThread`: a scheduler whose tasks run on whichever thread is in `blockOn` and has the core.
 * Another thread that comes into `blockOn` meanwhile polls its own future alone, and waits for the core to
 * be free: whoever leaves puts it back and tells one that waits.
 */
import { type Op, observing, panic, panicking } from "../../../sim/index.ts";
import { type BlockingRegion, enterRuntime, setScheduler } from "../../context.ts";
import type { Driver, DriverHandle } from "../../driver.ts";
import { tell } from "../../events.ts";
import type { Context } from "../../future/context.ts";
import type { Future } from "../../future/future.ts";
import { PENDING, type Poll, type Ready, ready } from "../../future/poll.ts";
import type { Notified } from "../../sync/notified.ts";
import { Notify } from "../../sync/notify.ts";
import { AtomicCell } from "../../util/atomic-cell.ts";
import type { CurrentThreadConfig } from "./config.ts";
import { CurrentThreadContext } from "./context.ts";
import { Core } from "./core.ts";
import { CurrentThreadHandle } from "./handle.ts";

export class CurrentThread {
  /** Everybody's side of it. */
  readonly handle: CurrentThreadHandle;
  private readonly core: AtomicCell<Core>;
  private readonly notify = new Notify("core.notify");

  constructor(driver: Driver, driverHandle: DriverHandle, config: CurrentThreadConfig = {}) {
    this.handle = new CurrentThreadHandle(driverHandle, config);
    this.core = new AtomicCell(new Core(driver), `${this.handle.label}.core`);
  }

  /** Runs `future` to its end, and tasks meanwhile if this thread gets the core. Takes the future over. */
  *blockOn<T>(future: Future<T>): Op<T> {
    try {
      const entered = enterRuntime(this.handle, false);
      try {
        return yield* this.drive(future, entered.blocking);
      } finally {
        entered.drop();
      }
    } finally {
      yield* future.drop();
    }
  }

  /** Cancels all tasks and drops what is queued. No thread may be inside of `blockOn`, nor come there again. */
  *shutdown(): Op<void> {
    const { handle } = this;
    if (observing()) tell({ type: "runtime.shutdown.begin", runtime: handle });
    const context = yield* this.takeCore();
    if (context === null) {
      if (panicking()) return;
      panic("Oh no! We never placed the Core back, this is a bug!");
    }
    const scheduler = setScheduler(context);
    try {
      yield* context.shutdown();
    } finally {
      scheduler.drop();
      yield* this.putBack(context);
    }
    if (observing()) tell({ type: "runtime.shutdown.end", runtime: handle });
  }

  private *drive<T>(future: Future<T>, blocking: BlockingRegion): Op<T> {
    for (;;) {
      const context = yield* this.takeCore();
      if (context !== null) return yield* this.driveWith(context, future);
      const out = yield* blocking.blockOn(new CoreOrOutput(yield* this.notify.notified(), future));
      if (out !== null) return out.value;
    }
  }

  private *driveWith<T>(context: CurrentThreadContext, future: Future<T>): Op<T> {
    const scheduler = setScheduler(context);
    let output: Ready<T> | null;
    try {
      output = yield* context.run(future);
    } finally {
      scheduler.drop();
      yield* this.putBack(context);
    }
    if (output !== null) return output.value;
    panic("a spawned task panicked and the runtime is configured to shut down on unhandled panic");
  }

  private *takeCore(): Op<CurrentThreadContext | null> {
    const core = yield* this.core.take();
    return core === null ? null : new CurrentThreadContext(this.handle, core);
  }

  /** `CoreGuard::drop`: the next thread may have the core, also where this one panicked. */
  private *putBack(context: CurrentThreadContext): Op<void> {
    if (context.core !== null) {
      yield* this.core.set(context.takeCore());
      yield* this.notify.notifyOne();
    }
    yield* context.drop();
  }
}

/** null as soon as the core may be free, else the future's output. The future is lent. */
class CoreOrOutput<T> implements Future<Ready<T> | null> {
  private readonly notified: Notified;
  private readonly future: Future<T>;

  constructor(notified: Notified, future: Future<T>) {
    this.notified = notified;
    this.future = future;
  }

  *poll(cx: Context): Op<Poll<Ready<T> | null>> {
    if ((yield* this.notified.poll(cx)).ready) return ready(null);
    const poll = yield* this.future.poll(cx);
    return poll.ready ? ready(poll) : PENDING;
  }

  drop(): Op<void> {
    return this.notified.drop();
  }
}
