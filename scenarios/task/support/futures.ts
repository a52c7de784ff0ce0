/** Futures that several scenarios share. Each holds something until it is dropped: never, or twice, is a finding. */
import { type Context, type Future, PENDING, type Poll, ready } from "../../../runtime/index.ts";
import type { Op } from "../../../sim/index.ts";
import { Resource } from "./resource.ts";

export abstract class HoldingFuture<T> implements Future<T> {
  readonly held = new Resource("held");

  abstract poll(cx: Context): Op<Poll<T>>;

  drop(): Op<void> {
    return this.held.drop();
  }
}

/** Ready at its first poll, with something to be dropped. */
export class GivesOutput extends HoldingFuture<Resource> {
  /** null before the poll. */
  output: Resource | null = null;

  *poll(_cx: Context): Op<Poll<Resource>> {
    this.output = new Resource("output");
    return ready(this.output);
  }
}

/** Waits for nothing: only cancellation ends it. */
export class Endless extends HoldingFuture<void> {
  polls = 0;

  *poll(_cx: Context): Op<Poll<void>> {
    this.polls++;
    return PENDING;
  }
}
