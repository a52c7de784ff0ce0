/** The interesting events of `surw`: the accesses to one object, and who is expected to do how many of them. */
import { clear } from "../engine/lists.ts";
import type { Operation } from "../engine/operation.ts";
import type { SimObject } from "../engine/sim-object.ts";
import type { Thread } from "../engine/thread.ts";
import { Expected } from "./expected.ts";
import { type SharedObject, switches } from "./profile.ts";

export class Delta {
  private readonly sort: string;
  private readonly id: string;
  /** The last part of the identity, to tell most other objects without building theirs. */
  private readonly serial: number;
  private readonly expected: Expected;
  /** The object in the present execution, once somebody came to it. */
  private object: SimObject | null = null;
  /** Events that each thread did, by its index; Infinity where nothing more is expected. */
  private readonly done: number[] = [];

  constructor({ sort, id, accesses }: SharedObject) {
    this.sort = sort;
    this.id = id;
    this.serial = Number(id.slice(id.lastIndexOf(".") + 1));
    this.expected = new Expected(accesses);
  }

  begin(): void {
    this.expected.begin();
    this.object = null;
    clear(this.done);
  }

  has(op: Operation): boolean {
    const { target, kind } = op;
    return target !== null && kind.access !== "none" && switches(kind) && this.is(target);
  }

  /** `op`, an event, was performed. */
  count(op: Operation): void {
    // As in the profile: what comes before the first spawn is not expected either.
    if (op.execution.threads.length > 1) this.setDone(op.thread, this.doneBy(op.thread) + 1);
  }

  /** Nothing more is expected of `thread`. */
  giveUp(thread: Thread): void {
    this.setDone(thread, Number.POSITIVE_INFINITY);
  }

  /** The events that `thread` and those that it will spawn have left; `spawned`: how many it has spawned. */
  left(thread: Thread, spawned = thread.children): number {
    const done = this.doneBy(thread);
    if (done === Number.POSITIVE_INFINITY) return 0;
    const { own, unspawned } = this.expected.of(thread);
    return Math.max(0, own - done) + (unspawned[spawned] ?? 0);
  }

  private is(target: SimObject): boolean {
    if (this.object !== null) return target === this.object;
    if (target.maker !== null && target.serial !== this.serial) return false;
    if (target.sort !== this.sort || target.id !== this.id) return false;
    this.object = target;
    return true;
  }

  private doneBy(thread: Thread): number {
    return this.done[thread.index] ?? 0;
  }

  private setDone(thread: Thread, count: number): void {
    while (this.done.length <= thread.index) this.done.push(0);
    this.done[thread.index] = count;
  }
}
