/**
 * Short lists that change at every turn. `splice` and `length = 0` cost far more than the few moves
 * that they stand for: the one allocates what it removes, the other gives the storage back.
 */

/** Empties `list` and keeps its storage. */
export function clear(list: unknown[]): void {
  while (list.length > 0) list.pop();
}

/** Removes `one`, which is in `list`. */
export function remove<T>(list: T[], one: T): void {
  removeAt(list, list.indexOf(one));
}

/** Removes what is at `index`, which is in `list`. */
export function removeAt<T>(list: T[], index: number): void {
  const last = list.length - 1;
  for (let i = index; i < last; i++) list[i] = list[i + 1] as T;
  list.pop();
}

/** Removes the first `count`, which are in `list`. */
export function removeFirst<T>(list: T[], count: number): void {
  const left = list.length - count;
  for (let i = 0; i < left; i++) list[i] = list[i + count] as T;
  while (list.length > left) list.pop();
}

/** Inserts `one` at `index`. */
export function insert<T>(list: T[], index: number, one: T): void {
  list.push(one);
  for (let i = list.length - 1; i > index; i--) list[i] = list[i - 1] as T;
  list[index] = one;
}
