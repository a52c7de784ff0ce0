/**
 * One task and everything that can be done with it from outside, one op at a time, by the names of
 * `task-lifecycle.golden.txt`. What an op needs may be gone; then it is not executed: `n/a`.
 */
import { catchUnwind, type Op } from "../../../sim/index.ts";
import { Context } from "../../future/context.ts";
import { ManuallyDrop } from "../../future/manually-drop.ts";
import type { Poll } from "../../future/poll.ts";
import type { RecordingWaker } from "../../future/recording-waker.ts";
import type { Waker } from "../../future/waker.ts";
import type { AbortHandle } from "../abort.ts";
import type { TaskResult } from "../error.ts";
import type { JoinHandle } from "../join.ts";
import { unowned } from "../new-task.ts";
import type { UnownedTask } from "../unowned.ts";
import {
  type Drops,
  Record,
  RecordedFuture,
  type RecordedOutput,
  RecordedScheduler,
  recordedJoinWaker,
  type SelfCalls,
} from "./recorded-task.ts";

const NOT_APPLICABLE = "n/a";

export class LifecycleBench {
  readonly record = new Record();
  private readonly scheduler = new RecordedScheduler(this.record);
  private readonly script: string;
  private readonly drops: Drops;
  private readonly wakers: Waker[] = [];
  private readonly abortHandles: AbortHandle[] = [];
  private readonly joinWakers = new Map<string, RecordingWaker>();
  private join: JoinHandle<RecordedOutput> | null = null;
  private unowned: UnownedTask | null = null;

  constructor(script: string, drops: Drops) {
    this.script = script;
    this.drops = drops;
  }

  /** Does `op`: `op;result;word after;queue length;events`, as in the table. */
  *run(op: string): Op<string> {
    const caught = yield* catchUnwind(() => this.perform(op));
    const result = caught.ok ? caught.value : `panic:${caught.panic.payload}`;
    const { record, scheduler } = this;
    return [op, result, record.word ?? "-", scheduler.fifo.queued, record.take()].join(";");
  }

  /** No task can be bound any more. */
  close(): Op<void> {
    return this.scheduler.fifo.owned.closeAndShutdownAll();
  }

  private *perform(op: string): Op<string> {
    if (op.startsWith("poll_join")) return yield* this.pollJoin(op.slice("poll_join".length));
    switch (op) {
      case "spawn":
        return yield* this.spawn();
      case "spawn_unowned":
        return this.spawnUnowned();
      case "is_finished":
        return this.join === null ? NOT_APPLICABLE : `${yield* this.join.isFinished()}`;
      case "mk_abort_handle":
        if (this.join === null) return NOT_APPLICABLE;
        this.abortHandles.push(yield* this.join.abortHandle());
        return "";
      default: {
        const doing = this.find(op);
        if (doing === null) return NOT_APPLICABLE;
        yield* doing();
        return "";
      }
    }
  }

  /** The ops that give nothing back; null where what they need is gone. */
  private find(op: string): (() => Op<void>) | null {
    if (op.startsWith("ah_")) return this.findForAbortHandle(op);
    if (op.endsWith("_waker") || op.startsWith("wake_")) return this.findForWaker(op);
    const { join, unowned } = this;
    switch (op) {
      case "run":
        return unowned !== null || this.scheduler.fifo.queued > 0 ? () => this.runNext() : null;
      case "drop_notified":
        return this.scheduler.fifo.queued > 0 ? () => this.dropNotified() : null;
      case "drop_join":
        return join === null ? null : () => this.dropJoin();
      case "abort":
        return join === null ? null : () => join.abort();
      case "shutdown":
        return () => this.close();
      case "shutdown_unowned":
        return unowned === null ? null : () => this.shutdownUnowned(unowned);
      default:
        throw new Error(`the table has an op "${op}" that its encoding does not explain`);
    }
  }

  private findForAbortHandle(op: string): (() => Op<void>) | null {
    const { abortHandles } = this;
    const last = abortHandles.at(-1);
    if (last === undefined) return null;
    switch (op) {
      case "ah_abort":
        return () => last.abort();
      case "ah_drop":
        abortHandles.pop();
        return () => last.drop();
      case "ah_clone":
        return function* () {
          abortHandles.push(yield* last.clone());
        };
      default:
        throw new Error(`the table has an op "${op}" that its encoding does not explain`);
    }
  }

  private findForWaker(op: string): (() => Op<void>) | null {
    const { wakers } = this;
    const last = wakers.at(-1);
    if (last === undefined) return null;
    switch (op) {
      case "wake_val":
        wakers.pop();
        return () => last.wake();
      case "wake_ref":
        return () => last.wakeByRef();
      case "drop_waker":
        wakers.pop();
        return () => last.drop();
      case "clone_waker":
        return () => this.keepClone(last);
      default:
        throw new Error(`the table has an op "${op}" that its encoding does not explain`);
    }
  }

  private *spawn(): Op<string> {
    const { join, notified } = yield* this.scheduler.fifo.owned.bind(this.future(), this.scheduler, "task");
    // The first notification does not come from the task: it is no `schedule`.
    if (notified !== null) yield* this.scheduler.fifo.schedule(notified);
    this.join = join;
    this.record.task = join.raw;
    return notified === null ? "None" : "Some(notified)";
  }

  private spawnUnowned(): string {
    const { task, join } = unowned(this.future(), this.scheduler, "task");
    this.unowned = task;
    this.join = join;
    this.record.task = join.raw;
    return "";
  }

  private *runNext(): Op<void> {
    const { fifo } = this.scheduler;
    const { unowned } = this;
    if (unowned !== null) {
      this.unowned = null;
      yield* unowned.run();
      return;
    }
    yield* fifo.tick(1);
  }

  private *dropNotified(): Op<void> {
    const queued = yield* this.scheduler.fifo.pop();
    if (queued !== null) yield* queued.drop();
  }

  private *dropJoin(): Op<void> {
    const { join } = this;
    this.join = null;
    if (join !== null) yield* join.drop();
  }

  private shutdownUnowned(task: UnownedTask): Op<void> {
    this.unowned = null;
    return task.shutdown();
  }

  private *pollJoin(label: string): Op<string> {
    if (this.join === null) return NOT_APPLICABLE;
    const lent = new ManuallyDrop(this.joinWaker(label).waker());
    return showPoll(yield* this.join.poll(new Context(lent.value)));
  }

  private joinWaker(label: string): RecordingWaker {
    const waker = this.joinWakers.get(label) ?? recordedJoinWaker(this.record, label);
    this.joinWakers.set(label, waker);
    return waker;
  }

  private *keepClone(waker: Waker): Op<void> {
    this.wakers.push(yield* waker.clone());
  }

  private future(): RecordedFuture {
    return new RecordedFuture(this.record, this.script, this.drops, this.selfCalls());
  }

  private selfCalls(): SelfCalls {
    const bench = this;
    return {
      w: ({ waker }) => waker.wakeByRef(),
      *v({ waker }) {
        yield* (yield* waker.clone()).wake();
      },
      c: ({ waker }) => bench.keepClone(waker),
      *a() {
        const handle = bench.join ?? bench.abortHandles.at(-1);
        if (handle !== undefined) yield* handle.abort();
      },
      j: () => bench.dropJoin(),
      s: () => bench.close(),
    };
  }
}

function showPoll(poll: Poll<TaskResult<RecordedOutput>>): string {
  if (!poll.ready) return "Pending";
  if (poll.value.ok) {
    poll.value.value.forget(); // as the table's harness did
    return "Ready(Ok)";
  }
  const cause = poll.value.error.tryIntoPanic();
  return cause === null ? "Ready(Cancelled)" : `Ready(Panic:${cause.payload})`;
}
