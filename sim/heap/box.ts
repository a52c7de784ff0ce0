/**
 * `Box<T>`: owns one allocation. Dropping it drops the content and frees the memory; it can be
 * turned into a raw pointer and back, and then whoever holds the pointer answers for both.
 */
import type { Op } from "../op.ts";
import { dropInPlace, isDroppable } from "./droppable.ts";
import { Owned } from "./owned.ts";
import { RawPtr } from "./raw-ptr.ts";

export class Box<T> extends Owned {
  readonly sort = "box";
  private readonly memory: RawPtr<T>;

  /** `Box::new(content)`; `name` is for traces. `memory` is for `fromRaw`. */
  constructor(content: T, name?: string, memory?: RawPtr<T>) {
    super(name ?? null);
    this.memory = memory ?? new RawPtr(content, name, false);
  }

  /** `Box::from_raw(pointer)`: owned again. Nothing checks that nobody else owns it, until one drops it. */
  static fromRaw<T>(pointer: RawPtr<T>): Box<T> {
    pointer.adopt();
    return new Box(pointer.peek(), pointer.role === pointer.sort ? undefined : pointer.role, pointer);
  }

  /** `*box`: reads. */
  get(): Op<T> {
    this.use("get()");
    return this.memory.get();
  }

  /** `&mut *box`, for the changes that the content makes to itself: counts as a write. */
  getMut(): Op<T> {
    this.use("getMut()");
    return this.memory.getMut();
  }

  /** `mem::replace(&mut *box, value)`. */
  replace(value: T): Op<T> {
    this.use("replace()");
    return this.memory.replace(value);
  }

  /** `*box` moved out: frees the memory and gives back the content, which is not dropped. */
  *intoInner(): Op<T> {
    this.consume("moved out of");
    const content = yield* this.memory.get();
    yield* this.memory.dealloc();
    return content;
  }

  /** `Box::into_raw(box)`: the holder of the pointer answers for the memory. */
  intoRaw(): RawPtr<T> {
    this.consume("turned into a raw pointer");
    return this.memory.expose();
  }

  /** `Box::leak(box)`: lives for ever, on purpose; no leak is reported. */
  leak(): RawPtr<T> {
    const pointer = this.intoRaw();
    pointer.adopt();
    return pointer;
  }

  /** Drops the content and frees the memory, the second also where the first panics. */
  *drop(): Op<void> {
    this.consume("dropped");
    try {
      if (isDroppable(this.memory.peek())) yield* dropInPlace(yield* this.memory.takeContent());
    } finally {
      yield* this.memory.dealloc();
    }
  }

  /** The content, without an access: for monitors and for tests only. */
  peek(): T {
    return this.memory.peek();
  }
}
