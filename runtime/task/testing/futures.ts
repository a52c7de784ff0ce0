/** For the tests of the task system: futures and outputs that know what was done to them. */
import { assert, type Op, Owned, panic } from "../../../sim/index.ts";
import type { Context } from "../../future/context.ts";
import type { Future } from "../../future/future.ts";
import { PENDING, type Poll, ready } from "../../future/poll.ts";

/** An output that is taken or dropped, exactly once. */
export class Output extends Owned {
  readonly sort = "output";
  private readonly onDrop: (() => Op<void>) | undefined;

  constructor(onDrop?: () => Op<void>) {
    super(null);
    this.onDrop = onDrop;
  }

  take(): void {
    this.consume("taken");
  }

  *drop(): Op<void> {
    this.consume("dropped");
    if (this.onDrop !== undefined) yield* this.onDrop();
  }
}

export interface Behaviour<T> {
  /** One poll: null for pending, as ever where this is left out. */
  poll?(cx: Context): Op<T | null>;
  onDrop?(): Op<void>;
}

/** A future that is never polled twice at once, nor once it is over, and dropped exactly once. */
export class Probe<T> extends Owned implements Future<T> {
  readonly sort = "future";
  polls = 0;
  private busy = false;
  private over = false;
  private readonly behaviour: Behaviour<T>;

  constructor(behaviour: Behaviour<T>) {
    super(null);
    this.behaviour = behaviour;
  }

  *poll(cx: Context): Op<Poll<T>> {
    this.use("poll()");
    assert(!this.busy && !this.over, "polled while it was polled, or after it was over");
    this.polls++;
    this.busy = true;
    const value = this.behaviour.poll === undefined ? null : yield* this.behaviour.poll(cx);
    this.busy = false;
    this.over = value !== null;
    return value === null ? PENDING : ready(value);
  }

  *drop(): Op<void> {
    this.consume("dropped");
    if (this.behaviour.onDrop !== undefined) yield* this.behaviour.onDrop();
  }
}

/** Panics with `payload`, where an operation is expected. */
export function* panics(payload: string): Op<never> {
  panic(payload);
}
