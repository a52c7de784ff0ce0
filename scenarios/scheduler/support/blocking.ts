/** Functions to be run on a blocking pool. */
import type { FnOnce } from "../../../runtime/index.ts";
import type { Op } from "../../../sim/index.ts";
import { Resource } from "../../task/support/resource.ts";

/** Holds something until it was called, or is dropped without. */
export abstract class HoldingCall<T> implements FnOnce<T> {
  readonly held = new Resource("captured");

  *call(): Op<T> {
    const output = yield* this.work();
    yield* this.held.drop();
    return output;
  }

  drop(): Op<void> {
    return this.held.drop();
  }

  protected abstract work(): Op<T>;
}

/** Gives back a number, at once. */
export class Gives extends HoldingCall<number> {
  private readonly output: number;

  constructor(output: number) {
    super();
    this.output = output;
  }

  protected *work(): Op<number> {
    return this.output;
  }
}
