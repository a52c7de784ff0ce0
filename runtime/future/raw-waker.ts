/**
 * `std::task::RawWaker`: data and the table of functions that gives it a meaning. All that a waker
 * does is user code behind this table, so each of the four may take steps, panic or re-enter.
 */
import type { Op } from "../../sim/index.ts";
import type { Pollable } from "../events.ts";

export interface RawWakerVTable<D = unknown> {
  /** Called for `Waker.clone`; what it gives back owns a share of its own. */
  clone(data: D): Op<RawWaker>;
  /** Wakes and gives up the caller's share; no `drop` follows. */
  wake(data: D): Op<void>;
  /** Wakes and keeps the share. */
  wakeByRef(data: D): Op<void>;
  /** Gives up the caller's share. */
  drop(data: D): Op<void>;
  /** What a wake is for. The code under test never asks: it is for traces and monitors. */
  taskOf?(data: D): Pollable;
}

export class RawWaker {
  readonly data: unknown;
  readonly vtable: RawWakerVTable;

  constructor(data: unknown, vtable: RawWakerVTable) {
    this.data = data;
    this.vtable = vtable;
  }

  /** As the constructor, with the compiler checking that the table is one for such data. */
  static of<D>(data: D, vtable: RawWakerVTable<D>): RawWaker {
    return new RawWaker(data, vtable as RawWakerVTable);
  }

  get task(): Pollable | null {
    return this.vtable.taskOf?.(this.data) ?? null;
  }
}
