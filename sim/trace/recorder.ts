/**
 * Writes down an execution step by step. Recording costs, so it happens only when a run that is
 * known to be of interest is executed again.
 */
import { enter } from "../ambient.ts";
import type { Execution } from "../engine/execution.ts";
import { SYSTEM } from "../engine/keeper.ts";
import type { Listener, SimEvent } from "../engine/listener.ts";
import type { Operation } from "../engine/operation.ts";
import { isFault } from "../fault/strike.ts";
import { Accesses } from "./accesses.ts";
import { keepPlace } from "./late-place.ts";
import { type Let, Lets } from "./lets.ts";
import { noteOf } from "./note.ts";
import type { TraceEvent, Waiting } from "./trace-event.ts";

interface Recorded extends TraceEvent {
  readonly notes: string[];
  readonly faults: string[];
  readonly lets: string[];
  place: string | null;
}

/** Of a longer trace only so many steps at each end have places: each costs as much as a thousand steps. */
const PLACES_EACH_END = 200;

export class Recorder implements Listener {
  readonly trace: Recorded[] = [];
  private execution: Execution | null = null;
  private staleReads = 0;
  /** Faults that struck since the last step: they belong to the next. */
  private struck: string[] = [];
  /** The last step of each thread, for the notes that follow it; and how many there were. */
  private readonly last: { event: Recorded; steps: number }[] = [];
  private readonly places: (() => string | null)[] = [];
  private readonly accesses = new Accesses();
  private readonly lets = new Lets();

  onBegin(execution: Execution): void {
    this.execution = execution;
    this.staleReads = 0;
    this.trace.length = 0;
    this.struck = [];
    this.last.length = 0;
    this.places.length = 0;
    this.accesses.clear();
    this.lets.clear();
  }

  /** It is being decided who goes next: called by whoever keeps the tape. */
  onSchedule(): void {
    if (this.execution !== null) this.noteLets(this.lets.ask(this.execution));
  }

  onStep(op: Operation, result: unknown): void {
    const shown = op.kind.showResult(op, result);
    const { staleReads = 0 } = op.execution.memory;
    const stale = staleReads !== this.staleReads;
    this.staleReads = staleReads;
    const lets = this.lets.step(op.thread, op.execution);
    this.noteLets(lets.before);
    this.push(op, stale ? `${shown} (stale)` : shown, { stale, lets: lets.now });
  }

  onEvent(event: SimEvent): void {
    if (isFault(event)) {
      this.struck.push(event.where === "" ? event.fault : `${event.fault} at ${event.where}`);
      return;
    }
    const thread = this.execution?.thread;
    if (thread === undefined) return;
    // What the simulated system does by itself is no step: told behind the last one.
    const step = thread.path === SYSTEM ? this.trace.at(-1) : this.last[thread.index]?.event;
    step?.notes.push(noteOf(event));
  }

  /** After the run: adds the step that raised the finding, which nobody could hear of, and the places. */
  close(): void {
    const thread = this.execution?.thread;
    if (thread !== undefined && !thread.op.announced && !thread.finished) {
      if (thread.steps > (this.last[thread.index]?.steps ?? 0)) this.push(thread.op, "", { stale: false, lets: [] });
    }
    this.trace.at(-1)?.faults.push(...this.struck);
    const tail = this.trace.length - PLACES_EACH_END;
    this.trace.forEach((event, at) => {
      if (at < PLACES_EACH_END || at >= tail) event.place = this.places[at]?.() ?? null;
    });
  }

  /** After the run: the threads that could not go on. */
  waiting(): Waiting[] {
    const { execution } = this;
    if (execution === null) return [];
    // What is waited for knows its names from the execution, which is over.
    const before = enter(execution);
    try {
      return waitingIn(execution);
    } finally {
      enter(before);
    }
  }

  private noteLets(lets: readonly Let[]): void {
    for (const { by, path } of lets) this.last[by.index]?.event.lets.push(path);
  }

  private push(op: Operation, result: string, more: { stale: boolean; lets: string[] }): void {
    const { thread, execution, target, kind } = op;
    const index = this.trace.length + 1;
    const { readsFrom, value } = this.accesses.note(op, index);
    // Written out: objects of this size that are spread together cost twenty times as much.
    const event: Recorded = {
      index,
      thread: thread.path,
      name: thread.name,
      call: callOf(op),
      result,
      kind: kind.name,
      access: kind.access,
      ordering: orderingOf(op),
      object: target?.id ?? null,
      label: target?.label ?? null,
      sort: target?.sort ?? null,
      readsFrom,
      stale: more.stale,
      value,
      lets: more.lets,
      timeNs: execution.now,
      notes: [],
      faults: this.struck,
      place: null,
    };
    this.struck = [];
    if (execution.places) this.places.push(keepPlace());
    this.trace.push(event);
    this.last[thread.index] = { event, steps: thread.steps };
  }
}

function waitingIn({ threads }: Execution): Waiting[] {
  return threads
    .filter((thread) => !thread.finished && !thread.ready && thread.op.announced)
    .map((thread) => ({
      thread: thread.path,
      name: thread.name,
      call: callOf(thread.op),
      object: thread.op.target?.id ?? null,
      sort: thread.op.target?.sort ?? null,
      waitsFor: thread.op.kind.waitsFor(thread.op),
    }));
}

/** Locks, tokens and the like have the orderings that they need, and nobody wrote them. */
function orderingOf({ kind, target, ordering, failure }: Operation): string | null {
  if (target === null ? kind.name !== "fence" : target.sort !== "atomic") return null;
  return kind.name.startsWith("compareExchange") ? `${ordering}, ${failure}` : ordering;
}

/** As the thread itself would write it: `park()`, not `consumer.park()`. */
function callOf(op: Operation): string {
  const { thread, target, kind } = op;
  const onItself = target === thread || target === thread.parkToken;
  return onItself ? `${kind.name}(${kind.showArguments(op)})` : op.describe();
}
