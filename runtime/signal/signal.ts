/** `tokio::signal::unix::signal`: waits for signals of one sort. */
import { type IoResult, type Op, panic, type SignalName } from "../../sim/index.ts";
import { currentHandle } from "../context.ts";
import type { Future } from "../future/future.ts";
import type { Listening } from "./occurrences.ts";
import { GLOBALS } from "./registry.ts";

const NO_DRIVER = "there is no signal driver running, must be called from the context of Tokio runtime";

/** Hears of the signals that come after it was made; of several before `recv` looks, once. */
export class Signal {
  private readonly listening: Listening;

  /** Use `signal`. */
  constructor(listening: Listening) {
    this.listening = listening;
  }

  /** Ready when the signal came. Cancel safe. For one task at a time. */
  recv(): Future<void> {
    return this.listening.changed();
  }
}

/** Listens for `name`, of whose default effect the process is rid from then on. Panics without an I/O driver. */
export function* signal(name: SignalName): Op<IoResult<Signal>> {
  const handle = currentHandle().driver.signal() ?? panic(NO_DRIVER);
  const begun = yield* handle.begin();
  if (!begun.ok) return begun;
  const globals = GLOBALS.get();
  yield* globals.enable(name);
  return { ok: true, value: new Signal(yield* globals.infoOf(name).occurrences.subscribe()) };
}
