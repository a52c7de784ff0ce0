/**
 * Cancelling a node: itself and all below it, under its lock, one level at a time. Whoever waits is woken
 * afterwards, without a lock.
 */
import type { Arc, Op } from "../../sim/index.ts";
import { dropAll } from "../future/drop-all.ts";
import { type CancellationNode, type NodeLinks, orphan } from "./cancellation-node.ts";

export function* cancelNode(node: Arc<CancellationNode>): Op<void> {
  const { links, notify } = yield* node.get();
  const own = yield* links.lock();
  if (own.value.isCancelled) return yield* own.drop();
  yield* cancelChildren(node, own.value);
  own.value.isCancelled = true;
  const { children } = own.value;
  own.value.children = [];
  yield* own.drop();
  yield* notifyAll(children);
  yield* notify.notifyWaiters();
}

/** With the lock: what is left among the children are those that were cancelled, all of them out of the tree. */
function* cancelChildren(node: Arc<CancellationNode>, { children }: NodeLinks): Op<void> {
  let done = 0;
  while (done < children.length) {
    const child = children.pop() as Arc<CancellationNode>; // not empty
    if (!(yield* cancelChild(child, node, children))) {
      yield* child.drop();
      continue;
    }
    const next = children[done];
    children[done++] = child;
    if (next !== undefined) children.push(next);
  }
}

/** With the lock of `node`: `child` is cancelled, and its children are the node's. False: it was already. */
function* cancelChild(
  child: Arc<CancellationNode>,
  node: Arc<CancellationNode>,
  children: Arc<CancellationNode>[],
): Op<boolean> {
  const { links } = yield* child.get();
  const own = yield* links.lock();
  yield* orphan(own.value);
  const isNew = !own.value.isCancelled;
  if (isNew) {
    own.value.isCancelled = true;
    const { children: grandchildren } = own.value;
    own.value.children = [];
    for (const each of grandchildren.reverse()) yield* adopt(each, node, children);
  }
  yield* own.drop();
  return isNew;
}

/** With the locks of its parent and its grandparent: `node`'s child now, unless it needs no parent any more. */
function* adopt(
  child: Arc<CancellationNode>,
  node: Arc<CancellationNode>,
  children: Arc<CancellationNode>[],
): Op<void> {
  const { links } = yield* child.get();
  const own = yield* links.lock();
  yield* orphan(own.value);
  const { isCancelled } = own.value;
  if (!isCancelled) {
    own.value.parent = yield* node.clone();
    own.value.parentIndex = children.push(child) - 1;
  }
  yield* own.drop();
  if (isCancelled) yield* child.drop();
}

function* notifyAll(children: readonly Arc<CancellationNode>[]): Op<void> {
  try {
    for (const child of children) {
      const { notify } = yield* child.get();
      yield* notify.notifyWaiters();
    }
  } finally {
    yield* dropAll(children);
  }
}
