/**
 * Threads as one immutable string: their paths in order of arrival, `"0.1 0.3"`; `""` for nobody.
 * Such strings are values of locations, changed at every turn, so nothing here splits where it need not.
 */

/** The paths, one by one: for people and for choices. */
export function pathsOf(list: string): string[] {
  return list === "" ? [] : list.split(" ");
}

export function hasPath(list: string, path: string): boolean {
  return indexOf(list, path) >= 0;
}

/** With `path` behind the others, even where it is among them already. */
export function withPath(list: string, path: string): string {
  return list === "" ? path : `${list} ${path}`;
}

/** Without the first `path`, if it is there at all. */
export function withoutPath(list: string, path: string): string {
  if (list === path) return "";
  const at = indexOf(list, path);
  if (at < 0) return list;
  const after = at + path.length;
  return at === 0 ? list.slice(after + 1) : list.slice(0, at - 1) + list.slice(after);
}

/** Where `path` begins, -1 where it is not: `0.1` is no part of `0.12` nor of `0.1.1`. */
function indexOf(list: string, path: string): number {
  for (let at = list.indexOf(path); at >= 0; at = list.indexOf(path, at + 1)) {
    const end = at + path.length;
    if ((at === 0 || list[at - 1] === " ") && (end === list.length || list[end] === " ")) return at;
  }
  return -1;
}
