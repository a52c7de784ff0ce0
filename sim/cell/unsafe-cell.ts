/**
 * `UnsafeCell`: plain memory. Every access is checked against the vector clocks of earlier ones;
 * two unordered accesses with a write are a `data-race` however the interleaving fell out, so an
 * access is a step but never a point to switch at: that would only make the search larger.
 */
import { ambient } from "../ambient.ts";
import type { Operation } from "../engine/operation.ts";
import { step } from "../engine/operation.ts";
import { SimObject } from "../engine/sim-object.ts";
import { StepKind } from "../engine/step-kind.ts";
import type { Thread } from "../engine/thread.ts";
import type { Op } from "../op.ts";
import { AccessHistory } from "./access-history.ts";
import { showPlainly } from "./show.ts";

export interface CellOptions<T> {
  readonly name?: string;
  readonly show?: (value: T) => string;
}

export class UnsafeCell<T> extends SimObject {
  readonly sort = "cell";
  private value: T;
  private readonly history = new AccessHistory();
  private readonly shower: (value: T) => string;

  constructor(initial: T, options?: string | CellOptions<T>) {
    super(typeof options === "string" ? options : (options?.name ?? null));
    this.value = initial;
    // Writing the first value is an access like any other: whoever reads it must be ordered after it.
    this.history.clear(ambient().thread);
    this.shower = (typeof options === "object" ? options.show : undefined) ?? showPlainly;
  }

  /** Reads the contents. */
  get(): Op<T> {
    return step(GET, this) as Op<T>;
  }

  /** Overwrites the contents. What was there is not dropped, as with `ptr::write`. */
  set(value: T): Op<void> {
    return step(SET, this, "Relaxed", value);
  }

  /** Overwrites the contents and gives back what was there. */
  replace(value: T): Op<T> {
    return step(REPLACE, this, "Relaxed", value) as Op<T>;
  }

  /** Holds a shared borrow while `body` runs: a write by another thread meanwhile is a race. */
  *with<R>(body: (value: T) => Op<R>): Op<R> {
    yield* step(BORROW, this);
    try {
      return yield* body(this.value);
    } finally {
      yield* step(END_BORROW, this);
    }
  }

  /** Holds an exclusive borrow while `body` runs: any access by another thread meanwhile is a race. */
  *withMut<R>(body: (value: T) => Op<R>): Op<R> {
    yield* step(BORROW_MUT, this);
    try {
      return yield* body(this.value);
    } finally {
      yield* step(END_BORROW_MUT, this);
    }
  }

  /** The contents as they are, without an access: for monitors and for tests only. */
  peek(): T {
    return this.value;
  }

  show(value: T): string {
    return this.shower(value);
  }

  /** A checked access; only the kinds of this file call it. */
  read(op: Operation): T {
    this.history.check(this, op, false);
    return this.value;
  }

  /** As `read`; gives back what was there before. */
  write(op: Operation, next: T): T {
    this.history.check(this, op, true);
    const before = this.value;
    this.value = next;
    return before;
  }

  /** A borrow that lasts begins or ends: both ends are accesses, and nobody may come between. */
  borrow(op: Operation, write: boolean, begins: boolean): void {
    this.history.check(this, op, write);
    this.history.hold(op.thread, write, begins);
  }

  /** Forgets who accessed it: the memory was freed by `thread` and is new. */
  forget(thread: Thread = ambient().thread): void {
    this.history.clear(thread);
  }
}

const cell = (op: Operation): UnsafeCell<unknown> => op.target as UnsafeCell<unknown>;

function plain<R>(
  name: string,
  access: "read" | "write",
  perform: (op: Operation) => R,
  show: { arguments?: (op: Operation) => string; result?: (op: Operation, result: R) => string } = {},
): StepKind<R> {
  return new StepKind<R>({
    name,
    access,
    switches: false,
    perform,
    ...(show.arguments === undefined ? {} : { showArguments: show.arguments }),
    ...(show.result === undefined ? {} : { showResult: show.result }),
  });
}

const showOperand = (op: Operation): string => cell(op).show(op.a);
const showValue = (op: Operation, result: unknown): string => cell(op).show(result);

const GET = plain("get", "read", (op) => cell(op).read(op), { result: showValue });
const SET = plain<void>("set", "write", (op) => void cell(op).write(op, op.a), {
  arguments: showOperand,
});
const REPLACE = plain("replace", "write", (op) => cell(op).write(op, op.a), {
  arguments: showOperand,
  result: showValue,
});
const BORROW = plain("borrow", "read", (op) => cell(op).borrow(op, false, true));
const END_BORROW = plain("endBorrow", "read", (op) => cell(op).borrow(op, false, false));
const BORROW_MUT = plain("borrowMut", "write", (op) => cell(op).borrow(op, true, true));
const END_BORROW_MUT = plain("endBorrowMut", "write", (op) => cell(op).borrow(op, true, false));
