/**
 * What a monitor knows, by the object that it is about. Asked at every step, mostly in vain and mostly
 * of few objects, and emptied for every execution: an array beats a Map until there are many.
 */

const FEW = 8;

export class Roster<V> {
  /** In order of coming. */
  readonly all: V[] = [];
  private readonly keys: object[] = [];
  /** Only once there are more than a few. */
  private readonly index = new Map<object, V>();

  clear(): void {
    while (this.all.length > 0) this.all.pop();
    while (this.keys.length > 0) this.keys.pop();
    if (this.index.size > 0) this.index.clear();
  }

  add(key: object, value: V): V {
    this.all.push(value);
    this.keys.push(key);
    const { size } = this.index;
    if (size > 0) this.index.set(key, value);
    else if (this.keys.length > FEW) this.keys.forEach((each, i) => void this.index.set(each, this.all[i] as V));
    return value;
  }

  find(key: object | null): V | undefined {
    const { keys } = this;
    if (keys.length === 0 || key === null) return undefined;
    if (keys.length > FEW) return this.index.get(key);
    for (let i = keys.length - 1; i >= 0; i--) if (keys[i] === key) return this.all[i];
    return undefined;
  }
}
