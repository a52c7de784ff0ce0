/** `VecDeque` as a queue: `push` and `shift` cost the same however long it is, which `Array.shift` does not. */
export class Fifo<T> {
  private items: (T | undefined)[] = [];
  private first = 0;

  get length(): number {
    return this.items.length - this.first;
  }

  push(item: T): void {
    this.items.push(item);
  }

  /** The one that has been in for longest; undefined when there is none. */
  shift(): T | undefined {
    const { items, first } = this;
    if (first === items.length) return undefined;
    const item = items[first];
    items[first] = undefined;
    this.first++;
    if (this.first === items.length) {
      items.length = 0;
      this.first = 0;
    } else if (this.first >= 1024 && this.first * 2 >= items.length) {
      this.items = items.slice(this.first);
      this.first = 0;
    }
    return item;
  }
}
