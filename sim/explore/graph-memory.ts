/**
 * The memory of an execution that follows a graph: what is in the graph already is answered from it,
 * and where the graph ends, it grows.
 */
import type { Execution } from "../engine/execution.ts";
import type { Operation } from "../engine/operation.ts";
import type { Thread } from "../engine/thread.ts";
import { UsageError } from "../finding/usage-error.ts";
import { noteConflict, wrote } from "../memory/accesses.ts";
import type { Location, Value } from "../memory/location.ts";
import type { Memory, Update } from "../memory/memory.ts";
import type { FenceOrdering, LoadOrdering, Ordering, StoreOrdering } from "../memory/ordering.ts";
import type { Event, EventKind, Prefix } from "./event.ts";
import { Graph } from "./graph.ts";
import type { Growth } from "./growth.ts";
import { type Intent, readingOf } from "./intent.ts";
import { makeFence, makeJoin, makeSpawn } from "./make.ts";
import { Numbers } from "./numbers.ts";

/** What a location is in the present execution. */
interface Place {
  readonly number: number;
  /** Of the writes executed so far, the one that is last in modification order. */
  newest: Event;
}

export class GraphMemory implements Memory {
  readonly name: string;
  readonly threads = new Numbers();
  readonly locations = new Numbers();
  updated = false;
  graph = new Graph();
  /** Told when the execution must go no further, though a step is enabled: leaves it by throwing. */
  onEnd: () => never = () => {
    throw new Error("nobody listens");
  };
  /** Asked before a thread goes beyond the graph. */
  mayGoOn: (thread: Thread) => boolean = () => true;
  /** Told of each event as it is executed. */
  onEvent: (event: Event, thread: Thread) => void = () => undefined;
  /** Told after the graph grew. */
  onGrown: () => void = () => undefined;
  private readonly growth: Growth;
  /** By the thread's index in the present execution: its number, and how many of its events are done. */
  private readonly numbers: number[] = [];
  private readonly done: number[] = [];
  /** What `latest` says while a waiting step is asked what it would do with another value. */
  private supposed: { readonly value: Value } | null = null;
  /** Set while a step is asked for its intent. */
  private captured: Captured | null = null;
  private renewed = false;

  constructor(name: string, growth: Growth) {
    this.name = name;
    this.growth = growth;
  }

  begin(): void {
    this.updated = false;
    this.numbers.length = 0;
    this.done.length = 0;
    this.renewed = false;
  }

  latest(location: Location): Value {
    return this.supposed === null ? location.value : this.supposed.value;
  }

  load(location: Location, ordering: LoadOrdering, thread: Thread): Value {
    return this.read(location, thread, null, null, null, ordering, ordering).value;
  }

  store(location: Location, value: Value, ordering: StoreOrdering, thread: Thread): void {
    noteConflict(location, thread);
    const place = this.placeOf(location);
    const number = this.numberOf(thread);
    let event = this.next(thread, "write", place.number);
    if (event === null) {
      this.renew(thread.execution);
      event = this.growth.store(this.graph, number, place.number, ordering, value);
      this.onGrown();
    } else if (event.value !== value) {
      this.diverge(thread, `stores ${location.show(value)} in ${location.label}, not ${location.show(event.value)}`);
    }
    this.executed(thread, event);
    this.wrote(location, place, event, thread);
  }

  update(
    location: Location,
    update: Update,
    a: Value,
    b: Value,
    success: Ordering,
    failure: LoadOrdering,
    thread: Thread,
  ): Value {
    const event = this.read(location, thread, update, a, b, success, failure);
    this.updated = event.updates;
    if (event.updates) {
      const half = this.graph.threads[event.thread]?.[event.index + 1] as Event; // added with its read
      this.executed(thread, half);
      this.wrote(location, this.placeOf(location), half, thread);
    }
    return event.value;
  }

  fence(ordering: FenceOrdering, thread: Thread): void {
    const event = this.next(thread, "fence", -1) ?? makeFence(this.graph, this.numberOf(thread), ordering);
    this.executedPlain(thread, event);
  }

  fork(parent: Thread, child: Thread): void {
    const event = this.next(parent, "spawn", -1) ?? makeSpawn(this.graph, this.numberOf(parent), this.numberOf(child));
    this.executedPlain(parent, event);
    this.bring(child, event.hb);
  }

  join(thread: Thread, finished: Thread): void {
    const event = this.next(thread, "join", -1) ?? makeJoin(this.graph, this.numberOf(thread), this.numberOf(finished));
    this.executedPlain(thread, event);
  }

  /** Answers a question that is not about memory. */
  choose(thread: Thread, options: number): number {
    let event = this.next(thread, "choice", -1);
    if (event === null) {
      event = this.growth.choose(this.graph, this.numberOf(thread), options);
      this.onGrown();
    } else if (event.other !== options) {
      this.diverge(thread, `chooses among ${options}, not among ${event.other}`);
    }
    this.executed(thread, event);
    return event.value as number;
  }

  /** The thread waits, and nobody can go on: its read is there already, or is added now. */
  wait(thread: Thread): Event {
    this.renew(thread.execution);
    const waiting = this.graph.threads[this.numberOf(thread)]?.[this.doneBy(thread)];
    if (waiting !== undefined) return waiting;
    const place = this.placeOf(thread.op.target as Location); // asked of threads that wait for a location
    const read = this.growth.read(this.graph, this.numberOf(thread), place.number, this.intentOf(thread.op));
    this.onGrown();
    return read;
  }

  /** The number of a thread of the present execution. */
  numberOf(thread: Thread): number {
    const known = this.numbers[thread.index];
    if (known !== undefined) return known;
    const number = this.threads.of(thread.path);
    this.numbers[thread.index] = number;
    return number;
  }

  /** How many events of the graph a thread of the present execution has executed. */
  doneBy(thread: Thread): number {
    return this.done[thread.index] ?? 0;
  }

  private read(
    location: Location,
    thread: Thread,
    update: Update | null,
    a: Value,
    b: Value,
    success: Ordering,
    failure: LoadOrdering,
  ): Event {
    const place = this.placeOf(location);
    const intent: Intent = { update, a, b, success, failure, goesOn: this.goesOn(thread.op) };
    if (this.captured !== null) {
      this.captured.intent = intent;
      throw this.captured;
    }
    noteConflict(location, thread);
    let event = this.next(thread, "read", place.number);
    if (event === null) {
      this.renew(thread.execution);
      event = this.growth.read(this.graph, this.numberOf(thread), place.number, intent);
      this.onGrown();
    } else {
      event.intent = intent;
      this.compare(thread, location, event);
    }
    this.executed(thread, event);
    return event;
  }

  /** A re-executed read must do with its value what it did before. */
  private compare(thread: Thread, location: Location, event: Event): void {
    const half = event.updates ? this.graph.threads[event.thread]?.[event.index + 1] : undefined;
    const { written, blocked } = readingOf(event.intent as Intent, event.value); // given right before
    if (written !== half?.value || blocked !== event.blocked) {
      this.diverge(thread, `makes something else of the value ${location.show(event.value)} of ${location.label}`);
    }
  }

  /** The event that the graph has for the thread's step; null where the graph ends. */
  private next(thread: Thread, kind: EventKind, location: number): Event | null {
    const event = this.graph.threads[this.numberOf(thread)]?.[this.doneBy(thread)];
    if (event === undefined) {
      if (!this.mayGoOn(thread)) this.onEnd();
      return null;
    }
    if (event.kind !== kind || event.location !== location) {
      this.diverge(thread, `does ${thread.op.describe()}, where it did a ${event.kind} before`);
    }
    if (event.blocked) this.onEnd();
    return event;
  }

  /** An event that touches no memory, and that the graph may not have yet. */
  private executedPlain(thread: Thread, event: Event): void {
    if (event.index === this.graph.count(event.thread)) this.graph.add(event);
    this.executed(thread, event);
  }

  private executed(thread: Thread, event: Event): void {
    this.done[thread.index] = event.index + 1;
    this.bring(thread, event.hb);
    this.onEvent(event, thread);
  }

  /** Gives the thread the clock by which races are found: of its own events one more, the one to come. */
  private bring(thread: Thread, hb: Prefix): void {
    const { clock, execution } = thread;
    for (const other of execution.threads) {
      while (clock.length <= other.index) clock.push(0);
      const known = hb[this.numberOf(other)] ?? 0;
      clock[other.index] = other === thread ? known + 1 : known;
    }
  }

  private wrote(location: Location, place: Place, event: Event, thread: Thread): void {
    const order = this.graph.order(place.number);
    if (order[order.length - 1] === event || order.indexOf(event) > order.indexOf(place.newest)) {
      place.newest = event;
    }
    wrote(location, place.newest.value, thread);
  }

  private placeOf(location: Location): Place {
    const known = location.history as Place | null; // nobody else writes it while this memory is in use
    if (known !== null) return known;
    const number = this.locations.of(location.id);
    this.graph.touch(number, location.value);
    const newest = this.graph.order(number)[0] as Event; // touched
    if (newest.value !== location.value) {
      throw new UsageError(
        `verify: ${location.label} starts with ${location.show(location.value)}, and started with ${location.show(newest.value)} before: ${NOT_A_FUNCTION}`,
      );
    }
    const place: Place = { number, newest };
    location.history = place;
    return place;
  }

  /** Waiting reads of the graph are renewed once in each execution, before the graph grows. */
  private renew(execution: Execution): void {
    if (this.renewed) return;
    this.renewed = true;
    for (const thread of execution.threads) {
      const event = this.graph.threads[this.numberOf(thread)]?.[this.doneBy(thread)];
      if (event?.blocked === true && thread.op.conditional) event.intent = this.intentOf(thread.op);
    }
  }

  /** What an announced step that waits is going to do: found by letting it begin. */
  private intentOf(op: Operation): Intent {
    const captured = new Captured();
    this.captured = captured;
    try {
      op.kind.perform(op);
    } catch (thrown) {
      if (thrown !== captured) throw thrown;
    } finally {
      this.captured = null;
    }
    if (captured.intent === null) throw new Error(`${op.describe()} waits for a location and does not access it`);
    return captured.intent;
  }

  /** Whether the step would go on where it found another value; null for steps that never wait. */
  private goesOn(op: Operation): Intent["goesOn"] {
    const { enabled } = op.kind;
    if (enabled === null) return null;
    const frozen = Object.assign(Object.create(Object.getPrototypeOf(op)) as Operation, op);
    return (value) => {
      this.supposed = { value };
      try {
        return enabled(frozen);
      } finally {
        this.supposed = null;
      }
    };
  }

  private diverge(thread: Thread, what: string): never {
    throw new UsageError(`verify: after the same values, "${thread.name}" ${what}: ${NOT_A_FUNCTION}`);
  }
}

/** Thrown out of a step that is only asked for its intent. */
class Captured {
  intent: Intent | null = null;
}

const NOT_A_FUNCTION =
  "what a thread does must follow from the values it has read; let shared state be atomics, cells, or guarded by locks";
