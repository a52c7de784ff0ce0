/** The token of one thread: true once an `unpark` left it, until a `park` takes it. A location like any other. */
import { Location } from "../memory/location.ts";
import type { Thread } from "./thread.ts";

export class ParkToken extends Location {
  override readonly sort = "token";
  readonly thread: Thread;

  constructor(thread: Thread) {
    super(false, undefined, null);
    this.thread = thread;
  }

  override get id(): string {
    return `${this.thread.path}.token`;
  }

  /** Traces say `consumer.unpark()`. */
  override get label(): string {
    return this.thread.label;
  }

  override get role(): string {
    return this.thread.label;
  }

  reset(): void {
    this.renew(false);
  }
}
