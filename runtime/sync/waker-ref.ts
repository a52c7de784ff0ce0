/**
 * The two ways of handing a waker to `register`, tokio's trait `WakerRef`: by value it is moved in,
 * by reference it is cloned where it must be kept. Constants with the waker as argument, so that
 * registering builds no object for it.
 */
import type { Op } from "../../sim/index.ts";
import type { Waker } from "../future/waker.ts";

export interface WakerRef {
  wake(waker: Waker): Op<void>;
  /** A waker to keep. May panic where it is a clone. */
  intoWaker(waker: Waker): Op<Waker>;
  /** What Rust does with the argument when it was used for nothing. */
  drop(waker: Waker): Op<void>;
}

export const BY_VALUE: WakerRef = {
  wake: (waker) => waker.wake(),
  *intoWaker(waker) {
    return waker;
  },
  drop: (waker) => waker.drop(),
};

export const BY_REF: WakerRef = {
  wake: (waker) => waker.wakeByRef(),
  intoWaker: (waker) => waker.clone(),
  *drop() {},
};
