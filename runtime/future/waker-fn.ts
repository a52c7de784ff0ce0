/** Wakers without a task behind them: one that calls a function, and one that does nothing. */
import type { Op } from "../../sim/index.ts";
import type { Pollable } from "../events.ts";
import { RawWaker, type RawWakerVTable } from "./raw-waker.ts";
import { Waker } from "./waker.ts";

class WakeFunction implements Pollable {
  readonly raw: RawWaker = RawWaker.of<WakeFunction>(this, CALLS);
  readonly label: string;
  readonly onWake: () => Op<void>;

  constructor(label: string, onWake: () => Op<void>) {
    this.label = label;
    this.onWake = onWake;
  }
}

const CALLS: RawWakerVTable<WakeFunction> = {
  *clone(data) {
    return data.raw;
  },
  wake: (data) => data.onWake(),
  wakeByRef: (data) => data.onWake(),
  *drop() {},
  taskOf: (data) => data,
};

/** A waker that runs `onWake` at each wake, by value or by reference; its clones do the same. */
export function wakerFn(label: string, onWake: () => Op<void>): Waker {
  return Waker.fromRaw(new WakeFunction(label, onWake).raw);
}

function* nothing(): Op<void> {}

/** `Waker::noop`. */
export function noopWaker(): Waker {
  return wakerFn("noop", nothing);
}
