/**
 * What can be registered with a `Poller`: a pipe's end, a socket. It knows what it is ready for now
 * (its levels), and tells whenever something is new (an edge).
 */
import { ambient } from "../ambient.ts";
import { step } from "../engine/operation.ts";
import { StepKind } from "../engine/step-kind.ts";
import { Location } from "../memory/location.ts";
import type { Op } from "../op.ts";
import { releaseAt } from "./order.ts";

/** The poller's side of a registration. */
export interface SourceWatcher {
  /** Something is new about `bits`. */
  edge(bits: number): void;
  /** The source was closed: ends the registration. */
  sourceClosed(): void;
}

export abstract class Source extends Location {
  override readonly sort: string = "source";
  /** Calls on a closed source are errors. */
  closed = false;
  /** Where it is registered, at most once; the poller's business alone. */
  watcher: SourceWatcher | null = null;
  /** No poll tells of a readiness that does not hold. */
  readonly alwaysHonest: boolean = false;

  /** `name` is for traces. */
  constructor(name?: string) {
    super(0, name);
    ambient().unordered("does I/O");
  }

  /** The epoll bits that hold now. Pure: a waiting poll asks again and again. */
  abstract levels(): number;

  /**
   * For the operating system's side, within a step or an appointment: something is new about `bits`,
   * whether they held before or not. What the thread did happens before the poll that hears of it.
   */
  edge(bits: number): void {
    this.watcher?.edge(bits);
  }

  /** Gives the descriptor back; a poller forgets it, with what it has not yet told of it. */
  close(): Op<void> {
    return step(CLOSE, this, "Release");
  }

  /** What closing means for the sort of source. Within a step or an appointment. */
  protected onClose(): void {}

  /** `close` without a step: for the steps and appointments of the operating system. Does nothing the second time. */
  shut(): void {
    if (this.closed) return;
    this.closed = true;
    this.watcher?.sourceClosed();
    releaseAt(this, ambient().thread);
    this.onClose();
  }
}

const CLOSE = new StepKind<void>({
  name: "close",
  access: "write",
  perform: (op) => (op.target as Source).shut(), // built by `close` alone
});
