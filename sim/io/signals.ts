/**
 * The signals of a process. A handler runs on the thread that raises the signal, in the midst of what it
 * does: for one that comes from outside, let a thread of its own raise it.
 */
import type { Operation } from "../engine/operation.ts";
import { step } from "../engine/operation.ts";
import { StepKind } from "../engine/step-kind.ts";
import { finding } from "../finding/finding.ts";
import { Location } from "../memory/location.ts";
import type { Op } from "../op.ts";
import { acquireAt, releaseAt } from "./order.ts";
import { ProcessLocal } from "./process-local.ts";

/** What the process does at one unless it has a handler. */
const DEFAULTS = {
  SIGHUP: "end",
  SIGINT: "end",
  SIGQUIT: "end",
  SIGUSR1: "end",
  SIGUSR2: "end",
  // Rust's runtime sees to it that a broken pipe is an error and no more.
  SIGPIPE: "ignore",
  SIGALRM: "end",
  SIGTERM: "end",
  SIGCHLD: "ignore",
  SIGURG: "ignore",
  SIGWINCH: "ignore",
} as const;

export type SignalName = keyof typeof DEFAULTS;

/** What runs when the signal comes. It may take steps, but not wait: what it waits for may be the very thread that it interrupts. */
export type SignalHandler = () => Op<void>;

class Signals extends Location {
  override readonly sort = "signals";
  readonly handlers = new Map<SignalName, SignalHandler>();

  constructor() {
    super(0, "signals");
  }
}

const SIGNALS = new ProcessLocal(() => new Signals());

/** `sigaction`: from now on `handler` runs at each `signal` of this process, in place of what did before. */
export function onSignal(signal: SignalName, handler: SignalHandler): Op<void> {
  return step(ON_SIGNAL, SIGNALS.get(), "Release", signal, handler);
}

/** `signal` comes to this process, now and on this thread. */
export function* raiseSignal(signal: SignalName): Op<void> {
  const handler = yield* step(RAISE, SIGNALS.get(), "Acquire", signal);
  if (handler !== null) yield* handler();
}

const signalOf = (op: Operation): SignalName => op.a as SignalName; // the kinds of this file are built above alone

const ON_SIGNAL = new StepKind<void>({
  name: "onSignal",
  access: "write",
  perform: (op) => {
    const signals = op.target as Signals;
    signals.handlers.set(signalOf(op), op.b as SignalHandler);
    releaseAt(signals, op.thread);
  },
  showArguments: signalOf,
});

const RAISE = new StepKind<SignalHandler | null>({
  name: "raise",
  access: "read",
  perform: (op) => {
    const signals = op.target as Signals;
    const signal = signalOf(op);
    acquireAt(signals, op.thread);
    const handler = signals.handlers.get(signal);
    if (handler === undefined && DEFAULTS[signal] === "end") {
      op.execution.fail(finding("panic", `${signal} ended the process: nobody handles it.`, { involved: [signal] }));
    }
    return handler ?? null;
  },
  showArguments: signalOf,
  showResult: (_op, handler) => (handler === null ? "ignored" : ""),
});
