/** The receiver's end of the list, after tokio's `sync/mpsc/list.rs`: used by one thread at a time. */
import type { Op } from "../../../sim/index.ts";
import type { Block, BlockPtr, Read } from "./block.ts";
import type { ListTx } from "./list-tx.ts";
import type { Sent } from "./sent.ts";

/** "busy": there are messages, but the first is still being written. */
export type TryPop<T> = Sent<T> | "closed" | "empty" | "busy";

export class ListRx<T> {
  private readonly tx: ListTx<T>;
  /** The block that `index` is in, or one before it. */
  private head: BlockPtr<T>;
  /** The slot to be read next. */
  private index = 0;
  /** The first block that is not given back yet. */
  private freeHead: BlockPtr<T>;

  constructor(first: BlockPtr<T>, tx: ListTx<T>) {
    this.tx = tx;
    this.head = first;
    this.freeHead = first;
  }

  *pop(): Op<Read<T>> {
    if (!(yield* this.tryAdvancingHead())) return null;
    yield* this.reclaimBlocks();
    const read = yield* (yield* this.head.get()).read(this.index);
    if (read !== null && read !== "closed") this.index = (this.index + 1) >>> 0;
    return read;
  }

  /** As `pop`, but tells a list without messages from one whose first message is being written. */
  *tryPop(): Op<TryPop<T>> {
    const position = yield* this.tx.position();
    const read = yield* this.pop();
    if (read !== null) return read;
    return position === this.index ? "empty" : "busy";
  }

  *isEmpty(): Op<boolean> {
    const head = yield* this.head.get();
    if (yield* head.hasValue(this.index)) return false;
    // A head without a value is not enough: the value may be in the next block.
    return (yield* this.len()) === 0;
  }

  /** How many messages there are; one that is being written may count or not. */
  *len(): Op<number> {
    const position = yield* this.tx.position();
    const claimed = (position - this.index) >>> 0;
    if (claimed === 0) return 0;
    // The last claim may be that of `close`: its slot never gets a value.
    return (yield* this.hasValue((position - 1) >>> 0)) ? claimed : claimed - 1;
  }

  /** Frees all blocks; the list is not used any more. */
  *freeBlocks(): Op<void> {
    let block: BlockPtr<T> | null = this.freeHead;
    while (block !== null) {
      const next: BlockPtr<T> | null = yield* (yield* block.get()).loadNext("Relaxed");
      yield* block.dealloc();
      block = next;
    }
  }

  private *hasValue(index: number): Op<boolean> {
    const start = this.tx.shape.startIndex(index);
    const tail = yield* (yield* this.tx.tail()).get();
    if (tail.isAtIndex(start)) return yield* tail.hasValue(index);
    // The tail may be a block too far, or one behind: from the head on, none is freed meanwhile.
    let ptr: BlockPtr<T> | null = this.head;
    while (ptr !== null) {
      const block: Block<T> = yield* ptr.get();
      if (block.isAtIndex(start)) return yield* block.hasValue(index);
      ptr = yield* block.loadNext("Acquire");
    }
    return false;
  }

  /** Moves `head` to the block of `index`. False: there is no such block yet. */
  private *tryAdvancingHead(): Op<boolean> {
    const start = this.tx.shape.startIndex(this.index);
    for (;;) {
      const head = yield* this.head.get();
      if (head.isAtIndex(start)) return true;
      const next = yield* head.loadNext("Acquire");
      if (next === null) return false;
      this.head = next;
    }
  }

  /** Gives back the blocks before `head` that no sender can be in. */
  private *reclaimBlocks(): Op<void> {
    while (this.freeHead !== this.head) {
      const ptr = this.freeHead;
      const block = yield* ptr.get();
      const required = yield* block.observedTailPosition();
      if (required === null || required > this.index) return;
      // Relaxed: `head` is behind it, so the pointer was acquired before.
      this.freeHead = (yield* block.loadNext("Relaxed")) as BlockPtr<T>;
      yield* this.tx.reclaimBlock(ptr);
    }
  }
}
