/**
 * A waker for tests: it writes down each call of its vtable, then reacts as the test wants it to
 * (panics, re-enters whatever holds it), or not at all.
 */
import type { Op } from "../../sim/index.ts";
import type { Pollable } from "../events.ts";
import { RawWaker, type RawWakerVTable } from "./raw-waker.ts";
import { Waker } from "./waker.ts";

export type WakerCall = "clone" | "wake" | "wakeByRef" | "drop";

export interface WakerScript {
  /** Hears of each call before the reaction to it. */
  readonly onCall?: (call: WakerCall, label: string) => void;
  /** User code that runs inside the call; a panic leaves the call, as it would in Rust. */
  readonly reactions?: { readonly [call in WakerCall]?: () => Op<void> };
}

export class RecordingWaker implements Pollable {
  readonly label: string;
  /** The calls so far, on the waker and all its clones. */
  readonly calls: WakerCall[] = [];
  private readonly raw = RawWaker.of<RecordingWaker>(this, RECORDS);
  private readonly script: WakerScript;

  constructor(label: string, script: WakerScript = {}) {
    this.label = label;
    this.script = script;
  }

  /** A new waker, as if cloned, without a call being recorded. */
  waker(): Waker {
    return Waker.fromRaw(this.raw);
  }

  /** How many wakes, by value and by reference. */
  get wakes(): number {
    return this.count("wake") + this.count("wakeByRef");
  }

  count(call: WakerCall): number {
    return this.calls.filter((one) => one === call).length;
  }

  *react(call: WakerCall): Op<RawWaker> {
    this.calls.push(call);
    this.script.onCall?.(call, this.label);
    const reaction = this.script.reactions?.[call];
    if (reaction !== undefined) yield* reaction();
    return this.raw;
  }
}

const RECORDS: RawWakerVTable<RecordingWaker> = {
  clone: (data) => data.react("clone"),
  *wake(data) {
    yield* data.react("wake");
  },
  *wakeByRef(data) {
    yield* data.react("wakeByRef");
  },
  *drop(data) {
    yield* data.react("drop");
  },
  taskOf: (data) => data,
};
