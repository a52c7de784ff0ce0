/** The last token of a node is gone: the node leaves the tree, and its children become its parent's. */
import { type Arc, type Op, panic } from "../../sim/index.ts";
import { type CancellationNode, type NodeGuard, type NodeLinks, orphan } from "./cancellation-node.ts";

/** One token less. */
export function* releaseHandle(node: CancellationNode): Op<void> {
  const links = yield* node.links.lock();
  const left = --links.value.handles;
  yield* links.drop();
  if (left === 0) yield* detach(node);
}

/**
 * Locks the node and then, out of order, its parent if that is free. Otherwise the node is let go of first, and
 * may have another parent afterwards: an older one each time, so this ends.
 */
function* detach(node: CancellationNode): Op<void> {
  let own = yield* node.links.lock();
  for (;;) {
    if (own.value.parent === null) return yield* disconnect(own);
    const parent = yield* own.value.parent.clone();
    const { links } = yield* parent.get();
    let above = yield* links.tryLock();
    if (above === null) {
      yield* own.drop();
      above = yield* links.lock();
      own = yield* node.links.lock();
    }
    const isStill = own.value.parent?.ptrEq(parent) === true;
    if (isStill) yield* leave(own, above, parent);
    yield* above.drop();
    yield* parent.drop();
    if (isStill) return;
  }
}

/** Nobody can cancel the node any more, nor its children through it. */
function* disconnect(own: NodeGuard): Op<void> {
  const { children } = own.value;
  own.value.children = [];
  for (const child of children) {
    const { links } = yield* child.get();
    yield* links.with(orphan);
    yield* child.drop();
  }
  yield* own.drop();
}

/** With both locks: the children move up, and the node goes. Lets go of the node's lock. */
function* leave(own: NodeGuard, above: NodeGuard, parent: Arc<CancellationNode>): Op<void> {
  const { children, parentIndex } = own.value;
  own.value.children = [];
  for (const child of children) yield* adopt(child, above.value, parent);
  yield* orphan(own.value);
  // Before another child is locked: which of the two is older is not known.
  yield* own.drop();
  yield* removeChild(above.value, parentIndex);
}

/** With the lock of the parent, and of the one whose child it was: it is `parent`'s now. */
function* adopt(child: Arc<CancellationNode>, above: NodeLinks, parent: Arc<CancellationNode>): Op<void> {
  const { links } = yield* child.get();
  const own = yield* links.lock();
  yield* orphan(own.value);
  own.value.parent = yield* parent.clone();
  own.value.parentIndex = above.children.length;
  yield* own.drop();
  above.children.push(child);
}

/** With the lock: the last child takes the place of the one that goes. */
function* removeChild(above: NodeLinks, index: number): Op<void> {
  const { children } = above;
  const last = children.pop();
  if (last === undefined) panic("called `Option::unwrap()` on a `None` value");
  const gone = index === children.length ? last : (children[index] as Arc<CancellationNode>); // it was a child
  if (gone !== last) {
    const { links } = yield* last.get();
    const moved = yield* links.lock();
    moved.value.parentIndex = index;
    yield* moved.drop();
    children[index] = last;
  }
  yield* gone.drop();
}
