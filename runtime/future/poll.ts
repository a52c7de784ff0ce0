/** `std::task::Poll`: what one poll of a future says. */

export interface Pending {
  readonly ready: false;
}

export interface Ready<T> {
  readonly ready: true;
  readonly value: T;
}

export type Poll<T> = Pending | Ready<T>;

/** `Poll::Pending`: not yet; whoever says so has seen to it that the task will be woken. */
export const PENDING: Pending = { ready: false };

/** `Poll::Ready(())`, made once: most futures of a model have nothing else to say. */
export const READY: Ready<void> = { ready: true, value: undefined };

/** `Poll::Ready(value)`. */
export function ready<T>(value: T): Ready<T> {
  return { ready: true, value };
}
