/**
 * `Ready`: what an I/O resource is ready for, a set of six bits, after tokio's `io/ready.rs` on Linux.
 * There are 64 of them, made once: compare with `===`.
 */
import { EPOLLERR, EPOLLHUP, EPOLLIN, EPOLLOUT, EPOLLPRI, EPOLLRDHUP } from "../../sim/index.ts";
import type { Interest } from "./interest.ts";

const READABLE = 1;
const WRITABLE = 2;
const READ_CLOSED = 4;
const WRITE_CLOSED = 8;
const PRIORITY = 16;
const ERROR = 32;
const ALL = 63;

const NAMES = ["READABLE", "WRITABLE", "READ_CLOSED", "WRITE_CLOSED", "PRIORITY", "ERROR"];

export class Ready {
  readonly bits: number;

  private constructor(bits: number) {
    this.bits = bits;
  }

  private static readonly sets: readonly Ready[] = Array.from({ length: ALL + 1 }, (_, bits) => new Ready(bits));

  static readonly EMPTY = Ready.fromUsize(0);
  static readonly READABLE = Ready.fromUsize(READABLE);
  static readonly WRITABLE = Ready.fromUsize(WRITABLE);
  static readonly READ_CLOSED = Ready.fromUsize(READ_CLOSED);
  static readonly WRITE_CLOSED = Ready.fromUsize(WRITE_CLOSED);
  static readonly PRIORITY = Ready.fromUsize(PRIORITY);
  static readonly ERROR = Ready.fromUsize(ERROR);
  static readonly ALL = Ready.fromUsize(ALL);

  /** The set of these bits; what is none of the six is left out. */
  static fromUsize(bits: number): Ready {
    return Ready.sets[bits & ALL] as Ready; // masked into range
  }

  /** As mio reads an event of epoll: a hang-up closes both directions, an error the one to write. */
  static fromEpoll(events: number): Ready {
    const has = (bits: number): boolean => (events & bits) !== 0;
    const hangUp = has(EPOLLHUP);
    let bits = 0;
    if (has(EPOLLIN | EPOLLPRI)) bits |= READABLE;
    if (has(EPOLLOUT)) bits |= WRITABLE;
    if (hangUp || (has(EPOLLIN) && has(EPOLLRDHUP))) bits |= READ_CLOSED;
    if (hangUp || (has(EPOLLOUT) && has(EPOLLERR)) || events === EPOLLERR) bits |= WRITE_CLOSED;
    if (has(EPOLLERR)) bits |= ERROR;
    if (has(EPOLLPRI)) bits |= PRIORITY;
    return Ready.fromUsize(bits);
  }

  /** All that may end a wait for `interest`: the closed states too. */
  static fromInterest(interest: Interest): Ready {
    let bits = 0;
    if (interest.isReadable) bits |= READABLE | READ_CLOSED;
    if (interest.isWritable) bits |= WRITABLE | WRITE_CLOSED;
    if (interest.isPriority) bits |= PRIORITY | READ_CLOSED;
    if (interest.isError) bits |= ERROR;
    return Ready.fromUsize(bits);
  }

  get isEmpty(): boolean {
    return this.bits === 0;
  }

  /** True of a closed one too: reading then does not block. */
  get isReadable(): boolean {
    return (this.bits & (READABLE | READ_CLOSED)) !== 0;
  }

  /** True of a closed one too: writing then does not block. */
  get isWritable(): boolean {
    return (this.bits & (WRITABLE | WRITE_CLOSED)) !== 0;
  }

  get isReadClosed(): boolean {
    return (this.bits & READ_CLOSED) !== 0;
  }

  get isWriteClosed(): boolean {
    return (this.bits & WRITE_CLOSED) !== 0;
  }

  get isPriority(): boolean {
    return (this.bits & PRIORITY) !== 0;
  }

  get isError(): boolean {
    return (this.bits & ERROR) !== 0;
  }

  or(other: Ready): Ready {
    return Ready.fromUsize(this.bits | other.bits);
  }

  and(other: Ready): Ready {
    return Ready.fromUsize(this.bits & other.bits);
  }

  /** Without what is in `other`. */
  minus(other: Ready): Ready {
    return Ready.fromUsize(this.bits & ~other.bits);
  }

  contains(other: Ready): boolean {
    return (this.bits & other.bits) === other.bits;
  }

  /** What of it ends a wait for `interest`. */
  intersection(interest: Interest): Ready {
    return this.and(Ready.fromInterest(interest));
  }

  /** True: it ends a wait for `interest`. */
  satisfies(interest: Interest): boolean {
    return !this.intersection(interest).isEmpty;
  }

  /** How it reads in a trace. */
  show(): string {
    return NAMES.filter((_, bit) => (this.bits & (1 << bit)) !== 0).join("|") || "EMPTY";
  }
}
