/**
 * Raw allocations, and the pointers to them. Every access is checked: against the end of the
 * allocation (`use-after-free`, `double-free`) and, like any plain memory, for races; freeing counts
 * as a write. An address is never used twice: what points to freed memory keeps pointing to it.
 */
import { ambient } from "../ambient.ts";
import { AccessHistory } from "../cell/access-history.ts";
import { showPlainly } from "../cell/show.ts";
import type { Operation } from "../engine/operation.ts";
import { step } from "../engine/operation.ts";
import { StepKind } from "../engine/step-kind.ts";
import { finding } from "../finding/finding.ts";
import type { Op } from "../op.ts";
import { Tracked } from "./tracked.ts";

/** `*mut T`: may be copied freely; compare with `===`. Null pointers are `null`. */
export class RawPtr<T> extends Tracked {
  readonly sort: string = "allocation";
  private content: T;
  private readonly history = new AccessHistory();

  /** Use `alloc`. `watched` false: a box or an arc answers for the memory. */
  constructor(content: T, name: string | undefined, watched: boolean) {
    super(name ?? null, watched);
    this.content = content;
    this.history.clear(ambient().thread);
  }

  get duty(): string {
    return "was never freed";
  }

  get freed(): boolean {
    return this.ending !== null;
  }

  /** `*ptr`: reads. */
  get(): Op<T> {
    return step(GET, this) as Op<T>;
  }

  /** `&mut *ptr`, for the changes that the content makes to itself: counts as a write. */
  getMut(): Op<T> {
    return step(GET_MUT, this) as Op<T>;
  }

  /** `ptr.write(value)`: what was there is not dropped. */
  set(value: T): Op<void> {
    return step(SET, this, "Relaxed", value);
  }

  /** `ptr.replace(value)`: writes, and gives back what was there. */
  replace(value: T): Op<T> {
    return step(REPLACE, this, "Relaxed", value) as Op<T>;
  }

  /** Frees the memory. What is in it is not dropped. */
  dealloc(): Op<void> {
    return step(DEALLOC, this);
  }

  /** Takes the content out to drop it: the access that comes before `dealloc` where the content matters. */
  takeContent(): Op<T> {
    return step(DROP_IN_PLACE, this) as Op<T>;
  }

  /** The content, without an access: for monitors and for tests only. */
  peek(): T {
    return this.content;
  }

  /** What stands for this pointer where it is stored: `heap.resolve` finds it again. */
  address(): string {
    ambient().heap.expose(this);
    return this.id;
  }

  /** From now on the pointer goes where no owner watches it: it must be freed, or made owned again. */
  expose(): this {
    const { heap } = ambient();
    heap.expose(this);
    if (!this.freed) heap.add(this);
    return this;
  }

  /** An owner answers for the memory again. */
  adopt(): void {
    ambient().heap.remove(this);
  }

  /** A checked access; only the kinds of this file call it. `write`: the content changes itself. */
  read(op: Operation, write: boolean): T {
    if (!this.isGone(op, "use-after-free")) this.history.check(this, op, write);
    return this.content;
  }

  /** As `read`; gives back what was there before. */
  write(op: Operation, next: T): T {
    const before = this.content;
    if (this.isGone(op, "use-after-free")) return before;
    this.history.check(this, op, true);
    this.content = next;
    return before;
  }

  /** The memory comes to its end; `how` it is said in findings. */
  free(op: Operation, frees: boolean): T {
    if (!this.isGone(op, "double-free")) {
      this.history.check(this, op, true);
      if (frees) this.end("freed");
    }
    return this.content;
  }

  private isGone(op: Operation, kind: "use-after-free" | "double-free"): boolean {
    if (this.ending === null) return false;
    const does = kind === "double-free" ? "frees" : "accesses";
    op.execution.fail(
      finding(
        kind,
        `"${op.thread.name}" ${does} ${this.label} (${op.kind.name}), which "${this.ending.thread.name}" freed before.`,
        { details: this.story(), involved: [this.role, op.kind.name] },
      ),
    );
    return true;
  }
}

/** Allocates; the maker's first write is an access like any other. */
export function alloc<T>(content: T, name?: string): RawPtr<T> {
  return new RawPtr(content, name, true).expose();
}

const pointer = (op: Operation): RawPtr<unknown> => op.target as RawPtr<unknown>;
const showResult = (_op: Operation, result: unknown): string => showPlainly(result);
const showArguments = (op: Operation): string => showPlainly(op.a);

const GET = new StepKind<unknown>({
  name: "get",
  access: "read",
  switches: false,
  perform: (op) => pointer(op).read(op, false),
  showResult,
});
const GET_MUT = new StepKind<unknown>({
  name: "getMut",
  access: "write",
  switches: false,
  perform: (op) => pointer(op).read(op, true),
  showResult,
});
const SET = new StepKind<void>({
  name: "set",
  access: "write",
  switches: false,
  perform: (op) => void pointer(op).write(op, op.a),
  showArguments,
});
const REPLACE = new StepKind<unknown>({
  name: "replace",
  access: "write",
  switches: false,
  perform: (op) => pointer(op).write(op, op.a),
  showArguments,
  showResult,
});
const DEALLOC = new StepKind<void>({
  name: "dealloc",
  access: "write",
  switches: false,
  perform: (op) => void pointer(op).free(op, true),
});
const DROP_IN_PLACE = new StepKind<unknown>({
  name: "dropInPlace",
  access: "write",
  switches: false,
  perform: (op) => pointer(op).free(op, false),
});
