/**
 * `thread_local!`: a value of its own for each virtual thread, made when the thread first asks. Other
 * threads cannot see it, so an access is no step. It goes with its thread, without being dropped.
 */
import { ambient } from "../ambient.ts";

export class ThreadLocal<T> {
  private readonly init: () => T;

  /** `init` makes the first value of each thread; it must not step. */
  constructor(init: () => T) {
    this.init = init;
  }

  /** The running thread's value. */
  get(): T {
    const { locals } = ambient().thread;
    if (locals.has(this)) return locals.get(this) as T; // only `set` writes under this key
    const first = this.init();
    locals.set(this, first);
    return first;
  }

  /** Replaces the running thread's value and gives back the one before. */
  replace(value: T): T {
    const before = this.get();
    ambient().thread.locals.set(this, value);
    return before;
  }
}
