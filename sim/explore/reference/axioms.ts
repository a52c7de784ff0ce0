/** When a candidate is an execution of `sc`, and when of `rc11`. */
import type { Reading } from "./candidates.ts";
import { genmc, type Psc } from "./psc.ts";
import {
  acyclic,
  closure,
  type EventSet,
  empty,
  eventSet,
  intersection,
  inverse,
  irreflexive,
  only,
  optional,
  type Relation,
  relation,
  sequence,
  union,
} from "./relation.ts";

/** Asked of each reading, then of each coherence order with it. */
export type Axioms = (reading: Reading) => (coherence: Relation) => boolean;

export const sc: Axioms = (reading) => {
  const { po, rf } = reading;
  return (co) => {
    const fr = fromReads(rf, co);
    return atomic(reading, fr, co) && acyclic(union(po, rf, co, fr));
  };
};

export const rc11With =
  (psc: Psc): Axioms =>
  (reading) => {
    const { events, po, rf } = reading;
    const hb = happensBefore(reading);
    const strong = eventSet(events.length, (event) => events[event]?.ordering === "sc");
    const fences = strong & kindOf(reading, "fence");
    const sameLocation = relation(events.length, (a, b) => events[a]?.at !== "" && events[a]?.at === events[b]?.at);
    // Of program order and reads-from there is no cycle: there are no other readings.
    return (co) => {
      const fr = fromReads(rf, co);
      if (!atomic(reading, fr, co)) return false;
      const eco = closure(union(rf, co, fr));
      if (!irreflexive(sequence(hb, optional(eco)))) return false;
      return acyclic(psc({ strong, fences, po, hb, rf, co, fr, eco, sameLocation }));
    };
  };

export const rc11 = rc11With(genmc);

function kindOf({ events }: Reading, kind: string): EventSet {
  return eventSet(events.length, (event) => events[event]?.kind === kind);
}

function fromReads(rf: Relation, co: Relation): Relation {
  return sequence(inverse(rf), co);
}

/** Nothing comes between a read-modify-write's source and its write. */
function atomic({ rmw }: Reading, fr: Relation, co: Relation): boolean {
  return empty(intersection(rmw, sequence(fr, co)));
}

/** `hb = (po | sw)+`, with C++20's release sequences: read-modify-writes of any thread, no other writes. */
function happensBefore(reading: Reading): Relation {
  const { events, po, rf, rmw } = reading;
  const size = events.length;
  const ordered = (orderings: readonly string[]) =>
    eventSet(size, (e) => orderings.includes(events[e]?.ordering ?? ""));
  const release = ordered(["rel", "ar", "sc"]);
  const acquire = ordered(["acq", "ar", "sc"]);
  const [reads, writes, fences] = (["read", "write", "fence"] as const).map((kind) => kindOf(reading, kind)) as [
    EventSet,
    EventSet,
    EventSet,
  ];
  const head = union(only(release & writes, size), sequence(only(release & fences, size), po, only(writes, size)));
  const releaseSequence = optional(closure(sequence(rf, rmw)));
  const tail = union(only(acquire & reads, size), sequence(only(reads, size), po, only(acquire & fences, size)));
  return closure(union(po, sequence(head, releaseSequence, rf, tail)));
}
