/**
 * The operating system's event queue as mio has it: epoll, edge-triggered. Register sources under
 * tokens, and wait for what is new about any of them.
 */
import { ambient } from "../ambient.ts";
import { clear } from "../engine/lists.ts";
import type { Operation } from "../engine/operation.ts";
import { step } from "../engine/operation.ts";
import { StepKind } from "../engine/step-kind.ts";
import { faultStrikes } from "../fault/strike.ts";
import { Location } from "../memory/location.ts";
import type { Op } from "../op.ts";
import { hostDeadline } from "../thread/duration.ts";
import { type SysEvent, showBits, showInterest } from "./epoll.ts";
import { BAD_DESCRIPTOR, IO_DONE, type IoResult, ioErr, showIo } from "./io-error.ts";
import { acquireAt, releaseAt } from "./order.ts";
import { ReadyList } from "./ready-list.ts";
import type { Source } from "./source.ts";

export interface PollerOptions {
  /** For traces. */
  readonly name?: string;
  /** How many events one poll gives at most; 1024 when left out. */
  readonly capacity?: number;
}

interface Request {
  readonly token: number;
  readonly interest: number;
}

type Polled = "events" | "timed out" | "interrupted" | "nothing";

export class Poller extends Location {
  override readonly sort = "poller";
  readonly capacity: number;
  /** For the steps of this file and the wakers. */
  readonly list = new ReadyList(this);

  constructor({ name, capacity = 1024 }: PollerOptions = {}) {
    super(0, name);
    ambient().unordered("does I/O");
    this.capacity = capacity;
  }

  /** From now on polls tell of `source` under `token`: at once where it is ready already. */
  register(source: Source, token: number, interest: number): Op<IoResult<void>> {
    const request: Request = { token, interest };
    return step(REGISTER, this, "Release", source, request);
  }

  /** Another token or interest, or the same: levels that hold are told once more. */
  reregister(source: Source, token: number, interest: number): Op<IoResult<void>> {
    const request: Request = { token, interest };
    return step(REREGISTER, this, "Release", source, request);
  }

  /** Polls tell of `source` no more, also not what is waiting to be told. */
  deregister(source: Source): Op<IoResult<void>> {
    return step(DEREGISTER, this, "Release", source);
  }

  /**
   * Waits until there is something new, for at most `timeoutNs` (null: for ever; 0: not at all), and puts
   * it into `events`, which is emptied before. `Interrupted` is the only error.
   */
  *poll(events: SysEvent[], timeoutNs: number | null): Op<IoResult<void>> {
    const execution = ambient();
    const until = timeoutNs === null ? Number.POSITIVE_INFINITY : hostDeadline("poll", execution, timeoutNs);
    const interrupted = timeoutNs !== 0 && faultStrikes("interrupted", this);
    if (!interrupted) this.list.mayPretend();
    for (;;) {
      const polled = yield* this.pollUntil(events, interrupted ? execution.now : until, interrupted);
      // What was new when the thread was woken may be over by the time that it looks.
      if (polled !== "nothing") return polled === "interrupted" ? ioErr("Interrupted") : IO_DONE;
    }
  }

  private pollUntil(events: SysEvent[], until: number, interrupted: boolean): Op<Polled> {
    const op = step(POLL, this, "Acquire", events, interrupted);
    ambient().thread.op.deadline = until;
    return op;
  }
}

const pollerOf = (op: Operation): Poller => op.target as Poller; // the kinds of this file are only built by pollers

function register(op: Operation): IoResult<void> {
  const source = op.a as Source;
  if (source.closed) return BAD_DESCRIPTOR;
  if (source.watcher !== null) return ioErr("AlreadyExists");
  const { token, interest } = op.b as Request;
  const poller = pollerOf(op);
  poller.list.add(source, token, interest);
  // What the token stands for was made before: whoever hears of the source finds it.
  releaseAt(poller, op.thread);
  return IO_DONE;
}

function reregister(op: Operation): IoResult<void> {
  const poller = pollerOf(op);
  const entry = poller.list.entryOf(op.a as Source);
  if (entry === null) return ioErr("NotFound");
  const { token, interest } = op.b as Request;
  poller.list.change(entry, token, interest);
  releaseAt(poller, op.thread);
  return IO_DONE;
}

function deregister(op: Operation): IoResult<void> {
  const { list } = pollerOf(op);
  const entry = list.entryOf(op.a as Source);
  if (entry === null) return ioErr("NotFound");
  list.forget(entry);
  return IO_DONE;
}

function requestKind(name: string, perform: (op: Operation) => IoResult<void>): StepKind<IoResult<void>> {
  return new StepKind<IoResult<void>>({
    name,
    access: "write",
    perform,
    showArguments: (op) => {
      const { token, interest } = op.b as Request;
      return `${(op.a as Source).label}, ${token}, ${showInterest(interest)}`;
    },
    showResult: (_op, result) => showIo(result),
  });
}

const REGISTER = requestKind("register", register);
const REREGISTER = requestKind("reregister", reregister);

const DEREGISTER = new StepKind<IoResult<void>>({
  name: "deregister",
  access: "write",
  perform: deregister,
  showArguments: (op) => (op.a as Source).label,
  showResult: (_op, result) => showIo(result),
});

function poll(op: Operation): Polled {
  const poller = pollerOf(op);
  const events = op.a as SysEvent[];
  clear(events);
  // The signal may come at any moment of the wait, and leaves what is new for the next poll.
  if (op.b === true) return "interrupted";
  poller.list.deliver(events, poller.capacity);
  if (events.length === 0) return op.deadline <= op.execution.now ? "timed out" : "nothing";
  // Acquire: what those did who told of the events is seen after the poll.
  acquireAt(poller, op.thread);
  return "events";
}

function showEvents(events: readonly SysEvent[]): string {
  return events.map(({ token, readiness }) => `${token}: ${showBits(readiness)}`).join(", ");
}

const POLL = new StepKind<Polled>({
  name: "poll",
  access: "write",
  enabled: (op) => pollerOf(op).list.hasNews(),
  perform: poll,
  showArguments: (op) => (op.deadline === Number.POSITIVE_INFINITY ? "" : `until ${op.deadline} ns`),
  showResult: (op, polled) => (polled === "events" ? showEvents(op.a as SysEvent[]) : polled),
  waitsFor: (op) => `waits for events of ${op.target?.label}`,
  awaitsNotification: true,
});
