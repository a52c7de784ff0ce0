/** Several `Notify` that are told as one, so that those who wait do not all meet at one lock. */
import type { Op } from "../../sim/index.ts";
import { threadRngN } from "../context.ts";
import type { Notified } from "./notified.ts";
import { Notify } from "./notify.ts";

export class BigNotify {
  private readonly shards: readonly Notify[];

  /** `name` is for traces. */
  constructor(name: string, shards: number) {
    this.shards = Array.from({ length: shards }, (_, i) => new Notify(shards === 1 ? name : `${name}[${i}]`));
  }

  *notifyWaiters(): Op<void> {
    for (const shard of this.shards) yield* shard.notifyWaiters();
  }

  /** Of any one of them: that nobody waits elsewhere is not promised. */
  *notified(): Op<Notified> {
    const { shards } = this;
    const chosen = shards.length === 1 ? 0 : threadRngN(shards.length);
    return yield* (shards[chosen] as Notify).notified(); // less than their number
  }
}
