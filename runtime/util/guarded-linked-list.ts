/**
 * `GuardedLinkedList` after tokio's `util/linked_list.rs`: what was in a list at some moment, in a ring around a
 * guard node. Every other node has two neighbours at all times, so `LinkedList.remove` of the list that the
 * nodes came from takes them out of here: they need not know in which of the two they are.
 */
import type { LinkedList, Links } from "./linked-list.ts";

export class GuardedLinkedList<N> {
  private readonly guard: N;
  private readonly linksOf: (node: N) => Links<N>;

  /** Takes all nodes of `list`; `guard` is in no list. */
  constructor(list: LinkedList<N>, guard: N, linksOf: (node: N) => Links<N>) {
    this.guard = guard;
    this.linksOf = linksOf;
    list.moveTo(guard);
  }

  /** Takes the node out that has been in the list for longest; null when there is none. */
  popBack(): N | null {
    const last = this.linksOf(this.guard).prev;
    if (last === null || last === this.guard) return null;
    const links = this.linksOf(last);
    const prev = links.prev ?? this.guard; // in a ring there is always one
    this.linksOf(this.guard).prev = prev;
    this.linksOf(prev).next = this.guard;
    links.prev = null;
    links.next = null;
    return last;
  }
}
