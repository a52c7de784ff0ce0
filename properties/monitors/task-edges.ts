/**
 * The protocol of a task's state word as a table: every change that one step may make to it. Written
 * from the rules, not from `State`'s code, so that the two can disagree.
 */
import {
  CANCELLED,
  COMPLETE,
  JOIN_INTEREST,
  JOIN_WAKER,
  NOTIFIED,
  RUNNING,
  refCount,
  STATE_MASK,
} from "../../runtime/index.ts";

interface Edge {
  /** What it is, for readers of the table. */
  readonly what: string;
  readonly sets: number;
  readonly unsets: number;
  /** References more or less. */
  readonly refs: number;
  /** Flags of the word before: those that must be set, and those that must not. */
  readonly needs: number;
  readonly forbids: number;
}

function edge(what: string, change: Partial<Omit<Edge, "what">>): Edge {
  return { what, sets: 0, unsets: 0, refs: 0, needs: 0, forbids: 0, ...change };
}

const BUSY = RUNNING | COMPLETE;

const EDGES: readonly Edge[] = [
  edge("a reference is cloned", { refs: 1 }),
  edge("a reference is dropped", { refs: -1 }),
  edge("the scheduler's two, or an unowned task's, are dropped", { refs: -2 }),
  edge("a poll begins", { sets: RUNNING, unsets: NOTIFIED, forbids: BUSY }),
  edge("a shutdown takes the future", { sets: RUNNING | CANCELLED, forbids: BUSY }),
  edge("a shutdown takes the future of an aborted task", { sets: RUNNING, needs: CANCELLED, forbids: BUSY }),
  edge("a poll ends", { unsets: RUNNING, refs: -1, forbids: NOTIFIED | CANCELLED }),
  edge("a poll ends, woken meanwhile", { unsets: RUNNING, refs: 1, needs: NOTIFIED, forbids: CANCELLED }),
  edge("the task completes", { sets: COMPLETE, unsets: RUNNING }),
  edge("a wake submits", { sets: NOTIFIED, refs: 1, forbids: BUSY }),
  edge("a wake during the poll", { sets: NOTIFIED, needs: RUNNING }),
  edge("a wake by value during the poll", { sets: NOTIFIED, refs: -1, needs: RUNNING }),
  edge("an abort submits", { sets: NOTIFIED | CANCELLED, refs: 1, forbids: BUSY }),
  edge("an abort during the poll", { sets: NOTIFIED | CANCELLED, needs: RUNNING }),
  edge("an abort of a task in the queue", { sets: CANCELLED, needs: NOTIFIED }),
  edge("a shutdown during the poll", { sets: CANCELLED, needs: RUNNING }),
  edge("a shutdown after completion", { sets: CANCELLED, needs: COMPLETE }),
  edge("the join waker is handed over", { sets: JOIN_WAKER, needs: JOIN_INTEREST, forbids: COMPLETE }),
  edge("the join waker is taken back", { unsets: JOIN_WAKER, needs: JOIN_INTEREST, forbids: COMPLETE }),
  edge("the runtime has woken the join waker", { unsets: JOIN_WAKER, needs: COMPLETE }),
  edge("an unused join handle goes away with its reference", {
    unsets: JOIN_INTEREST,
    refs: -1,
    needs: NOTIFIED,
    forbids: BUSY | JOIN_WAKER | CANCELLED,
  }),
  edge("a join handle goes away", { unsets: JOIN_INTEREST, forbids: JOIN_WAKER }),
  edge("a join handle goes away with its waker", { unsets: JOIN_INTEREST | JOIN_WAKER, forbids: COMPLETE }),
  edge("a join handle goes away after completion", { unsets: JOIN_INTEREST, needs: COMPLETE }),
];

/** More references than anybody makes: the count fell below 0. */
const REFS_MAX = 1 << 24;

/** Why no task may have the word, null where one may. */
export function whyIllegalWord(word: number): string | null {
  const refs = refCount(word);
  if (refs > REFS_MAX) return "more references were given up than there were";
  if ((word & BUSY) === BUSY) return "a task is never RUNNING and COMPLETE at once";
  if ((word & (JOIN_WAKER | JOIN_INTEREST | COMPLETE)) === JOIN_WAKER) {
    return "a join waker is set although the join handle is gone";
  }
  if ((word & RUNNING) !== 0 && refs === 0) return "it is RUNNING without a reference";
  return null;
}

export interface Illegal {
  readonly why: string;
  /** The flags may change so, only not with these references. */
  readonly miscounts: boolean;
}

/** Why no step of the protocol leads from `before` to `after`, null where one does. */
export function whyIllegalChange(before: number, after: number): Illegal | null {
  if (before === after) return null;
  if (refCount(before) === 0) return { why: "its last reference was given up before", miscounts: false };
  const illegal = whyIllegalWord(after);
  if (illegal !== null) return { why: illegal, miscounts: false };
  const refs = refCount(after) - refCount(before);
  let miscounts = false;
  for (const edge of EDGES) {
    if (!fits(edge, before & STATE_MASK, after & STATE_MASK)) continue;
    if (edge.refs === refs) return null;
    miscounts = true;
  }
  const change = refs > 0 ? `+${refs}` : `${refs}`;
  if (miscounts) return { why: `no transition that moves the flags so changes the count by ${change}`, miscounts };
  return { why: whyNotTheseFlags(before, after), miscounts };
}

function whyNotTheseFlags(before: number, after: number): string {
  const sets = after & ~before;
  const unsets = before & ~after;
  if ((unsets & COMPLETE) !== 0) return "COMPLETE is never unset";
  if ((unsets & CANCELLED) !== 0) return "CANCELLED is never unset: an abort is wiped out";
  if ((unsets & NOTIFIED) !== 0 && (sets & RUNNING) === 0) {
    return "NOTIFIED is unset only where a poll begins: a wake is wiped out";
  }
  if ((sets & JOIN_INTEREST) !== 0) return "a join handle that is gone does not come back";
  if ((unsets & RUNNING) !== 0 && (before & CANCELLED) !== 0) return "who runs a cancelled task completes it";
  return "no transition moves the flags so";
}

function fits({ sets, unsets, needs, forbids }: Edge, before: number, after: number): boolean {
  return (
    (after & ~before) === sets && (before & ~after) === unsets && (before & needs) === needs && (before & forbids) === 0
  );
}
