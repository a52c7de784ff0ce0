/** Items of a delay queue in a list, the last one put in first; the links lie in the items. */
import { panic } from "../../../sim/index.ts";
import type { Key } from "./entry.ts";
import type { Storage } from "./storage.ts";

export class Stack<T> {
  private head: Key | null = null;

  get isEmpty(): boolean {
    return this.head === null;
  }

  peek(): Key | null {
    return this.head;
  }

  push(key: Key, store: Storage<T>): void {
    const entry = store.get(key);
    if (entry.next !== null || entry.prev !== null) panic("assertion failed: store[item].next.is_none()");
    if (this.head !== null) store.get(this.head).prev = key;
    entry.next = this.head;
    this.head = key;
  }

  pop(store: Storage<T>): Key | null {
    const key = this.head;
    if (key !== null) this.remove(key, store);
    return key;
  }

  /** `key` must be in this list. */
  remove(key: Key, store: Storage<T>): void {
    if (!this.contains(key, store)) panic("assertion failed: the item is not in this stack");
    const entry = store.get(key);
    if (entry.next !== null) store.get(entry.next).prev = entry.prev;
    if (entry.prev !== null) store.get(entry.prev).next = entry.next;
    else this.head = entry.next;
    entry.next = null;
    entry.prev = null;
  }

  private contains(key: Key, store: Storage<T>): boolean {
    for (let at = this.head; at !== null; at = store.get(at).next) if (at === key) return true;
    return false;
  }
}
