/** Features of locks: which lock was taken while which other one was held. */
import { clear, removeAt } from "../engine/lists.ts";
import type { Operation } from "../engine/operation.ts";
import type { SimObject } from "../engine/sim-object.ts";
import { UNLOCK } from "../sync/lock-kinds.ts";
import { Lockable } from "../sync/lock-word.ts";
import type { FeatureSet } from "./feature-set.ts";
import { Names } from "./names.ts";
import { Pairs } from "./pairs.ts";

export class LockOrders {
  private readonly names = new Names();
  private readonly orders: Pairs;
  /** By the thread's index, in order of taking. */
  private readonly held: SimObject[][] = [];

  constructor(found: FeatureSet) {
    this.orders = new Pairs(
      found,
      "lock-order",
      (held, taken) => `${this.names.text(held)} then ${this.names.text(taken)}`,
    );
  }

  begin(): void {
    for (const locks of this.held) clear(locks);
  }

  step(op: Operation, target: SimObject, result: unknown): void {
    if (!(target instanceof Lockable)) return;
    while (this.held.length <= op.thread.index) this.held.push([]);
    const held = this.held[op.thread.index] as SimObject[]; // just made
    if (op.kind === UNLOCK) {
      const at = held.lastIndexOf(target);
      if (at >= 0) removeAt(held, at);
    } else if (wasTaken(result)) {
      const taken = this.names.numberOf(target.role);
      for (const lock of held) this.orders.mark(this.names.numberOf(lock.role), taken);
      held.push(target);
    }
  }
}

/** Of the steps on a lock only those that may take it say `ok`. */
function wasTaken(result: unknown): boolean {
  return typeof result === "object" && result !== null && "ok" in result && result.ok === true;
}
