/**
 * `LinkedList` after tokio's `util/linked_list.rs`: doubly linked, the links in the nodes themselves,
 * so that a node is taken out without searching. Whoever has the list has the links of its nodes.
 */

/** A node's own part of the list that it is in. */
export class Links<N> {
  prev: N | null = null;
  next: N | null = null;
}

export class LinkedList<N> {
  private head: N | null = null;
  private tail: N | null = null;
  private readonly linksOf: (node: N) => Links<N>;

  /** `linksOf`: where a node keeps the links of this list. */
  constructor(linksOf: (node: N) => Links<N>) {
    this.linksOf = linksOf;
  }

  get isEmpty(): boolean {
    return this.head === null;
  }

  /** The node that has been in the list for longest, which stays there; null when there is none. */
  get last(): N | null {
    return this.tail;
  }

  /** `node` must be in no list that uses the same links. */
  pushFront(node: N): void {
    const links = this.linksOf(node);
    links.prev = null;
    links.next = this.head;
    if (this.head === null) this.tail = node;
    else this.linksOf(this.head).prev = node;
    this.head = node;
  }

  /** Takes the node out that has been in the list for longest; null when there is none. */
  popBack(): N | null {
    const last = this.tail;
    if (last !== null) this.remove(last);
    return last;
  }

  /** Takes the node out that came last; null when there is none. */
  popFront(): N | null {
    const first = this.head;
    if (first !== null) this.remove(first);
    return first;
  }

  /** Makes a ring of all nodes and `guard`, and is empty then: for `GuardedLinkedList`. */
  moveTo(guard: N): void {
    const links = this.linksOf(guard);
    links.next = this.head ?? guard;
    links.prev = this.tail ?? guard;
    this.linksOf(links.next).prev = guard;
    this.linksOf(links.prev).next = guard;
    this.head = null;
    this.tail = null;
  }

  /** The nodes as they are, the one that has been in the list for longest first. */
  *fromBack(): Iterable<N> {
    for (let node = this.tail; node !== null; node = this.linksOf(node).prev) yield node;
  }

  /** Takes the first node out that matches, the newest first; null when none does. */
  removeFirst(matches: (node: N) => boolean): N | null {
    for (let node = this.head; node !== null; node = this.linksOf(node).next) {
      if (!matches(node)) continue;
      this.remove(node);
      return node;
    }
    return null;
  }

  /** False: `node` is in no list. It must not be in another one that uses the same links. */
  remove(node: N): boolean {
    const links = this.linksOf(node);
    const { prev, next } = links;
    if (prev === null && this.head !== node) return false;
    if (prev === null) this.head = next;
    else this.linksOf(prev).next = next;
    if (next === null) this.tail = prev;
    else this.linksOf(next).prev = prev;
    links.prev = null;
    links.next = null;
    return true;
  }
}
