/** What somebody was told of an I/O resource, and at which of its ticks: the ticket for clearing it again. */
import { Ready } from "./ready.ts";

/** The two slots for `poll` functions, one task each. */
export type Direction = "read" | "write";

const READ = Ready.READABLE.or(Ready.READ_CLOSED);
const WRITE = Ready.WRITABLE.or(Ready.WRITE_CLOSED);

/** All that lets an operation of `direction` go on. */
export function maskOfDirection(direction: Direction): Ready {
  return direction === "read" ? READ : WRITE;
}

export class ReadyEvent {
  /** The low 8 bits of the resource's tick, of which there are 15. */
  readonly tick: number;
  readonly ready: Ready;
  /** The driver is gone: nothing will ever be ready again. */
  readonly isShutdown: boolean;

  constructor(tick: number, ready: Ready, isShutdown: boolean) {
    this.tick = tick;
    this.ready = ready;
    this.isShutdown = isShutdown;
  }

  /** The same ticket for other bits. */
  withReady(ready: Ready): ReadyEvent {
    return new ReadyEvent(this.tick, ready, this.isShutdown);
  }
}
