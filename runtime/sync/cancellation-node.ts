/** A node of the tree behind `CancellationToken`s, and who is linked with whom in it. */
import { Arc, type MutexGuard, type Op } from "../../sim/index.ts";
import { dropAll } from "../future/drop-all.ts";
import { InternalMutex } from "./internal-mutex.ts";
import { Notify } from "./notify.ts";

/** A node's links. To lock two nodes, the older one comes first: a parent is older than its children. */
export interface NodeLinks {
  parent: Arc<CancellationNode> | null;
  /** Where among the parent's children. */
  parentIndex: number;
  children: Arc<CancellationNode>[];
  isCancelled: boolean;
  /** How many tokens there are of it. */
  handles: number;
}

export type NodeGuard = MutexGuard<NodeLinks>;

export class CancellationNode {
  /** For traces. */
  readonly label: string;
  readonly links: InternalMutex<NodeLinks>;
  readonly notify: Notify;

  constructor(label: string, links: Partial<NodeLinks> = {}) {
    const none: NodeLinks = { parent: null, parentIndex: 0, children: [], isCancelled: false, handles: 1 };
    this.label = label;
    this.links = new InternalMutex({ ...none, ...links }, `${label}.links`);
    this.notify = new Notify(label);
  }

  *isCancelled(): Op<boolean> {
    const links = yield* this.links.lock();
    const { isCancelled } = links.value;
    yield* links.drop();
    return isCancelled;
  }

  drop(): Op<void> {
    const { parent, children } = this.links.peek();
    return dropAll(parent === null ? children : [parent, ...children]);
  }
}

/** A child of `parent`; of a cancelled one it is cancelled from the start, and nobody's child. */
export function* childOf(parent: Arc<CancellationNode>, label: string): Op<Arc<CancellationNode>> {
  const node = yield* parent.get();
  const links = yield* node.links.lock();
  try {
    const { children, isCancelled } = links.value;
    if (isCancelled) return new Arc(new CancellationNode(label, { isCancelled }), label);
    const place = { parent: yield* parent.clone(), parentIndex: children.length };
    const child = new Arc(new CancellationNode(label, place), label);
    children.push(yield* child.clone());
    return child;
  } finally {
    yield* links.drop();
  }
}

/** With the lock: nobody's child any more. */
export function* orphan(links: NodeLinks): Op<void> {
  const { parent } = links;
  links.parent = null;
  links.parentIndex = 0;
  if (parent !== null) yield* parent.drop();
}
