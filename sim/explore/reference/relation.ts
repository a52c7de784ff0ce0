/** Relations over at most 31 events, as bit matrices: row `a` has bit `b` where `a` is related to `b`. */
export type Relation = readonly number[];

/** A set of events: bit `a` where `a` is in it. */
export type EventSet = number;

export const MOST_EVENTS = 31;

export function relation(size: number, holds: (a: number, b: number) => boolean): Relation {
  return Array.from({ length: size }, (_, a) => eventSet(size, (b) => holds(a, b)));
}

export function eventSet(size: number, holds: (event: number) => boolean): EventSet {
  let set = 0;
  for (let event = 0; event < size; event++) if (holds(event)) set |= 1 << event;
  return set;
}

const row = (of: Relation, a: number): EventSet => of[a] as number; // relations of one graph have one size

export function union(...all: readonly Relation[]): Relation {
  return rowwise(all, (left, right) => left | right);
}

export function intersection(...all: readonly Relation[]): Relation {
  return rowwise(all, (left, right) => left & right);
}

function rowwise(all: readonly Relation[], combine: (left: number, right: number) => number): Relation {
  return all.reduce((left, right) => left.map((set, a) => combine(set, row(right, a))));
}

export function minus(left: Relation, right: Relation): Relation {
  return left.map((set, a) => set & ~row(right, a));
}

/** `first ; second ; ...` */
export function sequence(...all: readonly Relation[]): Relation {
  return all.reduce((left, right) => left.map((set) => image(set, right)));
}

function image(set: EventSet, of: Relation): EventSet {
  let result = 0;
  for (let b = 0; b < of.length; b++) if ((set >> b) & 1) result |= row(of, b);
  return result;
}

export function inverse(of: Relation): Relation {
  return relation(of.length, (a, b) => ((row(of, b) >> a) & 1) === 1);
}

/** `[set]` */
export function only(set: EventSet, size: number): Relation {
  return Array.from({ length: size }, (_, a) => set & (1 << a));
}

/** `of?` */
export function optional(of: Relation): Relation {
  return of.map((set, a) => set | (1 << a));
}

/** `of+` */
export function closure(of: Relation): Relation {
  const rows = [...of];
  for (let b = 0; b < rows.length; b++) {
    for (let a = 0; a < rows.length; a++) if ((row(rows, a) >> b) & 1) rows[a] = row(rows, a) | row(rows, b);
  }
  return rows;
}

export function irreflexive(of: Relation): boolean {
  return of.every((set, a) => ((set >> a) & 1) === 0);
}

export function acyclic(of: Relation): boolean {
  return irreflexive(closure(of));
}

export function empty(of: Relation): boolean {
  return of.every((set) => set === 0);
}
