/** Small futures that several scenarios of the local executor share. */
import { type Context, type Future, PENDING, type Poll, READY } from "../../../runtime/index.ts";
import type { Op } from "../../../sim/index.ts";

/** Wakes itself and is ready at its second poll: lets the tasks that are queued already go first. */
export class GivesWay implements Future<void> {
  private gaveWay = false;

  *poll({ waker }: Context): Op<Poll<void>> {
    if (this.gaveWay) return READY;
    this.gaveWay = true;
    yield* waker.wakeByRef();
    return PENDING;
  }

  *drop(): Op<void> {}
}
