/** One registration of one source with one poller, as epoll's `epitem`. */
import { maskOf } from "./epoll.ts";
import type { ReadyList } from "./ready-list.ts";
import type { Source, SourceWatcher } from "./source.ts";

export class PollEntry implements SourceWatcher {
  readonly list: ReadyList;
  readonly source: Source;
  token: number;
  /** The epoll bits to be told of. */
  mask: number;
  /** In the list already: the next edge has nothing to add. */
  queued = false;
  /** Bits that the next poll tells of although they may not hold: a fault. */
  unfounded = 0;

  constructor(list: ReadyList, source: Source, token: number, interest: number) {
    this.list = list;
    this.source = source;
    this.token = token;
    this.mask = maskOf(interest);
  }

  edge(bits: number): void {
    if ((bits & this.mask) !== 0) this.list.queue(this);
  }

  sourceClosed(): void {
    this.list.forget(this);
  }

  /** What a poll would tell of it now. */
  readiness(): number {
    return (this.source.levels() & this.mask) | this.unfounded;
  }
}
