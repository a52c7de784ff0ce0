/**
 * The senders' end of the list, after tokio's `sync/mpsc/list.rs`: a sender claims the next slot by one addition,
 * finds the slot's block, and fills it. Messages are in the order of the claims.
 *
 * `blockTail` is where senders begin to look. It is moved past a block only when all slots of that are filled, and
 * who moves it notes the claims there are by then: once all of them are received, nobody can be in the block.
 */
import { AtomicPtr, AtomicUsize, type Op, observing } from "../../../sim/index.ts";
import { tell } from "../../events.ts";
import type { Block, BlockPtr } from "./block.ts";
import type { BlockShape } from "./block-shape.ts";
import type { Sent } from "./sent.ts";

/** How far down the list a place is looked for, for an emptied block. */
const PLACES_TRIED = 3;

export class ListTx<T> {
  readonly shape: BlockShape;
  private readonly channel: object;
  private readonly blockTail: AtomicPtr<Block<T>>;
  private readonly tailPosition: AtomicUsize;

  /** `first`: the only block as yet. `channel`: whose messages they are, for monitors. */
  constructor(first: BlockPtr<T>, shape: BlockShape, channel: object, label: string) {
    this.shape = shape;
    this.channel = channel;
    this.blockTail = new AtomicPtr(first, `${label}.block-tail`);
    this.tailPosition = new AtomicUsize(0, `${label}.tail-position`);
  }

  *push(sent: Sent<T>): Op<void> {
    // Acquire: pairs with the Release in `moveTail`, so that a block which was reused is seen as it is now.
    const index = yield* this.tailPosition.fetchAdd(1, "Acquire");
    if (observing()) tell({ type: "channel.send", channel: this.channel, message: sent });
    const block = yield* (yield* this.findBlock(index)).get();
    yield* block.write(index, sent);
  }

  /** By the last sender: claims a slot that is never filled, and marks its block. */
  *close(): Op<void> {
    const index = yield* this.tailPosition.fetchAdd(1, "Acquire");
    if (observing()) tell({ type: "channel.close", channel: this.channel });
    const block = yield* (yield* this.findBlock(index)).get();
    yield* block.txClose();
  }

  /** The position of the next claim. */
  position(): Op<number> {
    return this.tailPosition.load("Acquire");
  }

  tail(): Op<BlockPtr<T>> {
    return this.blockTail.load("Acquire") as Op<BlockPtr<T>>; // never null
  }

  /** An emptied block, which nobody uses any more: to the end of the list, or freed. */
  *reclaimBlock(block: BlockPtr<T>): Op<void> {
    (yield* block.getMut()).reclaim();
    let last: BlockPtr<T> | null = yield* this.tail();
    for (let tried = 0; tried < PLACES_TRIED; tried++) {
      last = yield* (yield* (last as BlockPtr<T>).get()).tryPush(block);
      if (last === null) return;
    }
    yield* block.dealloc();
  }

  private *findBlock(index: number): Op<BlockPtr<T>> {
    const start = this.shape.startIndex(index);
    let ptr = yield* this.tail();
    let block = yield* ptr.get();
    // Not every sender moves the tail: the first ones of a new block do, and the more so the further it is behind.
    let movesTail = block.distance(start) > this.shape.offset(index);
    while (!block.isAtIndex(start)) {
      const next = (yield* block.loadNext("Acquire")) ?? (yield* block.grow());
      // Not past a block that is being filled, nor past any behind such a one.
      const final = yield* block.isFinal();
      // One who is overtaken leaves it to the other.
      movesTail = movesTail && final && (yield* this.moveTail(ptr, block, next));
      ptr = next;
      block = yield* next.get();
    }
    return ptr;
  }

  private *moveTail(from: BlockPtr<T>, block: Block<T>, to: BlockPtr<T>): Op<boolean> {
    // Release: the block, for senders that begin there. What is there else is not used: no acquire.
    const moved = yield* this.blockTail.compareExchange(from, to, "Release", "Relaxed");
    if (!moved.ok) return false;
    // Release, by a write that changes nothing: whoever claims a slot after it begins behind `block`.
    const position = yield* this.tailPosition.fetchAdd(0, "Release");
    yield* block.txRelease(position);
    return true;
  }
}
