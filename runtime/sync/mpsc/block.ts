/**
 * A block of the list, after tokio's `sync/mpsc/block.rs`. Senders fill its slots, each the one that it claimed,
 * and set the slot's bit; the receiver reads a slot once its bit is set. The first slot's index and, until the block
 * is published, all else are plain memory of the allocation that the block lies in.
 */
import { AtomicPtr, AtomicU64, alloc, assertOrPanic, type Op, type RawPtr, UnsafeCell } from "../../../sim/index.ts";
import type { BlockShape } from "./block-shape.ts";
import type { Sent } from "./sent.ts";

export type BlockPtr<T> = RawPtr<Block<T>>;

/** What a slot holds: a message, nothing yet (null), or nothing any more: all senders are gone. */
export type Read<T> = Sent<T> | "closed" | null;

export class Block<T> {
  readonly shape: BlockShape;
  /** Changed only by whoever is the block's sole owner. */
  startIndex: number;
  private readonly label: string;
  private next: AtomicPtr<Block<T>>;
  private ready: AtomicU64;
  private readonly observedTail: UnsafeCell<number>;
  /** Memory of a slot is there from its first write on: most blocks of a model are never filled. */
  private readonly values: UnsafeCell<Sent<T>>[] = [];

  private constructor(shape: BlockShape, startIndex: number, label: string) {
    this.shape = shape;
    this.startIndex = startIndex;
    this.label = label;
    this.next = this.newNext();
    this.ready = this.newReady();
    this.observedTail = new UnsafeCell(0, `${label}.observed-tail`);
  }

  /** A new one, in memory of its own. */
  static allocate<T>(shape: BlockShape, startIndex: number, label: string): BlockPtr<T> {
    return alloc(new Block<T>(shape, startIndex, label), label);
  }

  isAtIndex(startIndex: number): boolean {
    return this.startIndex === startIndex;
  }

  /** How many blocks further the one is that begins at `startIndex`. */
  distance(startIndex: number): number {
    return ((startIndex - this.startIndex) >>> 0) / this.shape.slots;
  }

  *read(index: number): Op<Read<T>> {
    const offset = this.shape.offset(index);
    // Acquire: the sender's write of the slot; or, where the list ends, all that was sent before.
    const word = yield* this.ready.load("Acquire");
    if ((word & this.shape.bit(offset)) === 0n) return (word & this.shape.txClosed) === 0n ? null : "closed";
    return yield* (this.values[offset] as UnsafeCell<Sent<T>>).get();
  }

  *hasValue(index: number): Op<boolean> {
    const word = yield* this.ready.load("Acquire");
    return (word & this.shape.bit(this.shape.offset(index))) !== 0n;
  }

  /** Fills the slot. Afterwards the receiver may free the block: it is not to be touched any more. */
  *write(index: number, sent: Sent<T>): Op<void> {
    const offset = this.shape.offset(index);
    const cell = this.values[offset];
    if (cell === undefined) this.values[offset] = new UnsafeCell(sent, `${this.label}.slot`);
    else yield* cell.set(sent);
    // Release: the message.
    yield* this.ready.fetchOr(this.shape.bit(offset), "Release");
  }

  /** The last sender leaves. */
  *txClose(): Op<void> {
    yield* this.ready.fetchOr(this.shape.txClosed, "Release");
  }

  /** By the sender that moved the tail past this block: no claim from `tailPosition` on comes here. */
  *txRelease(tailPosition: number): Op<void> {
    yield* this.observedTail.set(tailPosition);
    // Release: the position that was just noted.
    yield* this.ready.fetchOr(this.shape.released, "Release");
  }

  *isFinal(): Op<boolean> {
    return ((yield* this.ready.load("Acquire")) & this.shape.allReady) === this.shape.allReady;
  }

  /** What `txRelease` noted; null before. */
  *observedTailPosition(): Op<number | null> {
    if (((yield* this.ready.load("Acquire")) & this.shape.released) === 0n) return null;
    return yield* this.observedTail.get();
  }

  *loadNext(ordering: "Acquire" | "Relaxed"): Op<BlockPtr<T> | null> {
    const next = yield* this.next.load(ordering);
    if (next !== null) {
      assertOrPanic(
        (yield* next.get()).isAtIndex(this.startIndexOfNext),
        "block.as_ref().start_index == self.start_index.wrapping_add(BLOCK_CAP)",
      );
    }
    return next;
  }

  /** By the sole owner: as good as new. What is in the slots was read before. */
  reclaim(): void {
    this.startIndex = 0;
    this.next = this.newNext();
    this.ready = this.newReady();
  }

  /** Puts `block`, the caller's own, behind this one: null; or gives back the block that is there already. */
  *tryPush(block: BlockPtr<T>): Op<BlockPtr<T> | null> {
    (yield* block.getMut()).startIndex = this.startIndexOfNext;
    // Release: the pushed block, for whoever walks on. Acquire: the one that is found in its place.
    const swap = yield* this.next.compareExchange(null, block, "AcqRel", "Acquire");
    return swap.ok ? null : swap.actual;
  }

  /** Adds a block at the end of the list; gives back the next one of this, which may be another's. */
  *grow(): Op<BlockPtr<T>> {
    const made = Block.allocate<T>(this.shape, this.startIndexOfNext, this.label);
    const next = yield* this.tryPush(made);
    if (next === null) return made;
    // Others were faster. The new block is not wasted: it goes to the end, wherever that is by now.
    let last: BlockPtr<T> | null = next;
    while (last !== null) last = yield* (yield* last.get()).tryPush(made);
    return next;
  }

  private get startIndexOfNext(): number {
    return (this.startIndex + this.shape.slots) >>> 0;
  }

  private newNext(): AtomicPtr<Block<T>> {
    return new AtomicPtr<Block<T>>(null, `${this.label}.next`);
  }

  private newReady(): AtomicU64 {
    return new AtomicU64(0n, { name: `${this.label}.ready`, show: (word) => this.shape.show(word) });
  }
}
