/**
 * `std::task::Waker`: an owned raw waker. Waking by value and dropping consume it; after that it is
 * gone (`use-after-move`), and one that is never consumed is a `leak`.
 */
import { type Op, Owned, observing } from "../../sim/index.ts";
import { type Pollable, tell } from "../events.ts";
import type { RawWaker } from "./raw-waker.ts";

export class Waker extends Owned {
  readonly sort = "waker";
  readonly raw: RawWaker;

  private constructor(raw: RawWaker) {
    super(null);
    this.raw = raw;
  }

  /** `Waker::from_raw`: takes over the share that `raw` stands for. */
  static fromRaw(raw: RawWaker): Waker {
    const waker = new Waker(raw);
    if (observing()) tell({ type: "waker.new", waker, task: raw.task });
    return waker;
  }

  /** Whom it wakes, for traces and monitors; null where the vtable does not say. */
  get task(): Pollable | null {
    return this.raw.task;
  }

  override get label(): string {
    const { task } = this;
    return task === null ? super.label : this.role;
  }

  /** The same in every interleaving, as tasks' labels are. */
  override get role(): string {
    const { task } = this;
    return task === null ? super.role : `waker of ${task.label}`;
  }

  /** How it reads as a value in a trace: whom it wakes. */
  show(): string {
    return this.task?.label ?? this.label;
  }

  /** A second waker for the same task, with a life of its own. */
  *clone(): Op<Waker> {
    this.use("clone()");
    const { raw } = this;
    const clone = new Waker(yield* raw.vtable.clone(raw.data));
    if (observing()) tell({ type: "waker.clone", waker: this, clone, task: raw.task });
    return clone;
  }

  /** Wakes the task and consumes the waker, whether the vtable's `wake` returns or panics. */
  wake(): Op<void> {
    this.consume("woken");
    const { raw } = this;
    if (observing()) tell({ type: "waker.wake", waker: this, task: raw.task });
    return raw.vtable.wake(raw.data);
  }

  /** Wakes the task and keeps the waker. */
  wakeByRef(): Op<void> {
    this.use("wakeByRef()");
    const { raw } = this;
    if (observing()) tell({ type: "waker.wakeByRef", waker: this, task: raw.task });
    return raw.vtable.wakeByRef(raw.data);
  }

  drop(): Op<void> {
    this.consume("dropped");
    const { raw } = this;
    if (observing()) tell({ type: "waker.drop", waker: this, task: raw.task });
    return raw.vtable.drop(raw.data);
  }

  /** `mem::forget`: the share is never given up. */
  override forget(): void {
    super.forget();
    if (observing()) tell({ type: "waker.forget", waker: this, task: this.raw.task });
  }

  /** True when both wake the same task: same data, same vtable. False may be said of equals, as in std. */
  willWake(other: Waker): boolean {
    this.use("willWake()");
    return this.raw.data === other.raw.data && this.raw.vtable === other.raw.vtable;
  }
}

/** How a cell for a waker reads in a trace. */
export function showWaker(waker: Waker | null): string {
  return waker === null ? "none" : waker.show();
}
