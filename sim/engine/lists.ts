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
  const last = list.length - 1;
  for (let i = list.indexOf(one); i < last; i++) list[i] = list[i + 1] as T;
  list.pop();
}

/** Inserts `one` at `index`. */
export function insert<T>(list: T[], index: number, one: T): void {
  list.push(one);
  for (let i = list.length - 1; i > index; i--) list[i] = list[i - 1] as T;
  list[index] = one;
}
