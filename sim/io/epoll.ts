/** The bits of Linux's epoll, and mio's interests: what a source is, and what somebody wants to hear of. */

export const EPOLLIN = 0x1;
export const EPOLLPRI = 0x2;
export const EPOLLOUT = 0x4;
export const EPOLLERR = 0x8;
export const EPOLLHUP = 0x10;
export const EPOLLRDHUP = 0x2000;

/** mio's `Interest`: bits of its own. */
export const READABLE = 1;
export const WRITABLE = 2;
export const PRIORITY = 4;

/** One event of one poll. */
export interface SysEvent {
  readonly token: number;
  /** epoll bits. */
  readonly readiness: number;
}

/** The bits that `interest` is told of; errors and hang-ups always are. */
export function maskOf(interest: number): number {
  let mask = EPOLLERR | EPOLLHUP;
  if ((interest & READABLE) !== 0) mask |= EPOLLIN | EPOLLRDHUP;
  if ((interest & WRITABLE) !== 0) mask |= EPOLLOUT;
  if ((interest & PRIORITY) !== 0) mask |= EPOLLPRI;
  return mask;
}

type Names = readonly (readonly [bit: number, name: string])[];

const BITS: Names = [
  [EPOLLIN, "IN"],
  [EPOLLPRI, "PRI"],
  [EPOLLOUT, "OUT"],
  [EPOLLERR, "ERR"],
  [EPOLLHUP, "HUP"],
  [EPOLLRDHUP, "RDHUP"],
];

/** `IN|HUP`, for traces. */
export function showBits(bits: number): string {
  return showNames(bits, BITS);
}

const INTERESTS: Names = [
  [READABLE, "READABLE"],
  [WRITABLE, "WRITABLE"],
  [PRIORITY, "PRIORITY"],
];

/** `READABLE|WRITABLE`, for traces. */
export function showInterest(interest: number): string {
  return showNames(interest, INTERESTS);
}

function showNames(bits: number, names: Names): string {
  return names
    .filter(([bit]) => (bits & bit) !== 0)
    .map(([, name]) => name)
    .join("|");
}
