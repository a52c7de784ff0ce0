/**
 * Two definitions of the partial order of SeqCst events. `genmc`: that of GenMC's model as it is
 * today (kater's rc11-genmc.kat). `published`: RC11 as in "Repairing Sequential Consistency in C/C++11",
 * PLDI 2017, which is also herd's. An execution is consistent only where it has no cycle.
 */
import { type EventSet, intersection, minus, only, optional, type Relation, sequence, union } from "./relation.ts";

export interface PscInput {
  /** The SeqCst events, and the fences among them. */
  readonly strong: EventSet;
  readonly fences: EventSet;
  readonly po: Relation;
  readonly hb: Relation;
  readonly rf: Relation;
  readonly co: Relation;
  readonly fr: Relation;
  readonly eco: Relation;
  readonly sameLocation: Relation;
}

export type Psc = (input: PscInput) => Relation;

export const genmc: Psc = ({ strong, fences, po, hb, rf, co, fr, eco }) => {
  const scb = union(po, rf, co, fr);
  return union(around(strong, sequence(po, hb, po)), bracketed(strong, fences, hb, scb), fenced(fences, hb, eco));
};

export const published: Psc = ({ strong, fences, po, hb, co, fr, eco, sameLocation }) => {
  const elsewhere = minus(po, sameLocation);
  const scb = union(po, sequence(elsewhere, hb, elsewhere), intersection(hb, sameLocation), co, fr);
  return union(bracketed(strong, fences, hb, scb), fenced(fences, hb, eco));
};

/** `[SC] ; middle ; [SC]` */
function around(strong: EventSet, middle: Relation): Relation {
  const ends = only(strong, middle.length);
  return sequence(ends, middle, ends);
}

/** `([SC] | [F&SC];hb?) ; middle ; ([SC] | hb?;[F&SC])` */
function bracketed(strong: EventSet, fences: EventSet, hb: Relation, middle: Relation): Relation {
  const [ends, fence, later] = [only(strong, hb.length), only(fences, hb.length), optional(hb)];
  return sequence(union(ends, sequence(fence, later)), middle, union(ends, sequence(later, fence)));
}

/** `[F&SC] ; (hb | hb;eco;hb) ; [F&SC]` */
function fenced(fences: EventSet, hb: Relation, eco: Relation): Relation {
  return around(fences, union(hb, sequence(hb, eco, hb)));
}
