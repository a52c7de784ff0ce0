/**
 * Writes down an execution step by step. Recording costs, so it happens only when a run that is
 * known to be of interest is executed again.
 */
import type { Execution } from "../engine/execution.ts";
import { SYSTEM } from "../engine/keeper.ts";
import type { Listener, SimEvent } from "../engine/listener.ts";
import type { Operation } from "../engine/operation.ts";
import { isFault } from "../fault/strike.ts";
import { keepPlace } from "./late-place.ts";
import { noteOf } from "./note.ts";
import type { TraceEvent, Waiting } from "./trace-event.ts";

interface Recorded extends TraceEvent {
  readonly notes: string[];
  readonly faults: string[];
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

  onBegin(execution: Execution): void {
    this.execution = execution;
    this.staleReads = 0;
    this.trace.length = 0;
    this.struck = [];
    this.last.length = 0;
    this.places.length = 0;
  }

  onStep(op: Operation, result: unknown): void {
    const shown = op.kind.showResult(op, result);
    const { staleReads = 0 } = op.execution.memory;
    this.push(op, staleReads === this.staleReads ? shown : `${shown} (stale)`);
    this.staleReads = staleReads;
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
      if (thread.steps > (this.last[thread.index]?.steps ?? 0)) this.push(thread.op, "");
    }
    this.trace.at(-1)?.faults.push(...this.struck);
    const tail = this.trace.length - PLACES_EACH_END;
    this.trace.forEach((event, at) => {
      if (at < PLACES_EACH_END || at >= tail) event.place = this.places[at]?.() ?? null;
    });
  }

  /** After the run: the threads that could not go on. */
  waiting(): Waiting[] {
    const threads = this.execution?.threads ?? [];
    return threads
      .filter((thread) => !thread.finished && !thread.ready && thread.op.announced)
      .map((thread) => ({
        thread: thread.path,
        name: thread.name,
        call: callOf(thread.op),
        waitsFor: thread.op.kind.waitsFor(thread.op),
      }));
  }

  private push(op: Operation, result: string): void {
    const { thread, execution } = op;
    const event: Recorded = {
      index: this.trace.length + 1,
      thread: thread.path,
      name: thread.name,
      call: callOf(op),
      result,
      object: op.target === null ? null : op.target.id,
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

/** As the thread itself would write it: `park()`, not `consumer.park()`. */
function callOf(op: Operation): string {
  const { thread, target, kind } = op;
  const onItself = target === thread || target === thread.parkToken;
  return onItself ? `${kind.name}(${kind.showArguments(op)})` : op.describe();
}
