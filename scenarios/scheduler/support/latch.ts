/** A door that opens once; threads, blocking tasks among them, wait before it. */
import { Condvar, Mutex, type Op } from "../../../sim/index.ts";

const isShut = (open: boolean) => !open;

export class Latch {
  private readonly isOpen: Mutex<boolean>;
  private readonly opened: Condvar;

  constructor(name: string) {
    this.isOpen = new Mutex(false, name);
    this.opened = new Condvar(`${name} opened`);
  }

  *open(): Op<void> {
    const isOpen = yield* this.isOpen.lock();
    isOpen.value = true;
    yield* isOpen.drop();
    yield* this.opened.notifyAll();
  }

  *wait(): Op<void> {
    const isOpen = yield* this.isOpen.lock();
    yield* this.opened.waitWhile(isOpen, isShut);
    yield* isOpen.drop();
  }

  /** Without waiting, and without a step: for assertions on one thread's own past. */
  get hasOpened(): boolean {
    return this.isOpen.peek();
  }
}
