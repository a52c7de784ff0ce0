/**
 * A virtual thread: a generator, its announced step, its vector clock and its park token.
 *
 * Threads are pooled: `reset` makes one new for the next execution without allocating.
 */
import type { Ending } from "../heap/tracked.ts";
import { copy, type VectorClock } from "../memory/vector-clock.ts";
import type { Op } from "../op.ts";
import type { PanicState } from "../panic/panic.ts";
import type { Execution } from "./execution.ts";
import type { HostClock } from "./host-clock.ts";
import { clear } from "./lists.ts";
import { Operation } from "./operation.ts";
import { ParkToken } from "./park-token.ts";
import { SimObject } from "./sim-object.ts";

const notStarted = (): never => {
  throw new Error("a thread was resumed before it was reset");
};

export class Thread extends SimObject {
  readonly sort = "thread";
  readonly execution: Execution;
  /** Position in order of spawning in this execution; not stable across interleavings. */
  readonly index: number;
  readonly op: Operation;
  /** `0` is the main thread, `0.2` its second child: stable across interleavings. */
  path = "0";
  name = "main";
  /** What the thread runs; null until it is resumed for the first time. */
  body: Op<unknown> | null = null;
  finished = false;
  /** True while the thread can go on: it runs, or its announced step is enabled. */
  ready = false;
  /** What the body returned; what `join` gives back. */
  result: unknown = undefined;
  /** What `park` takes and `unpark` leaves. */
  readonly parkToken: ParkToken;
  objectsMade = 0;
  children = 0;
  /** Steps performed by this thread in this execution. */
  steps = 0;
  /** How often it has said that it cannot get on by itself: what bounds a spin in exhaustive search. */
  yields = 0;
  /** What this thread has seen of every thread's epochs. */
  readonly clock: VectorClock = [];
  /** Release views read by relaxed loads, waiting for an acquire fence. */
  readonly acquirable: VectorClock = [];
  /** The clock at the last release fence; empty when there was none. */
  readonly releaseFence: VectorClock = [];
  /** The values of `ThreadLocal`s, by these. */
  readonly locals = new Map<unknown, unknown>();
  /** Panics in flight on this thread, innermost last. */
  readonly panics: PanicState[] = [];
  /** The machine it runs on, where the model has several; inherited by the threads that it spawns. */
  host: HostClock | null = null;
  /** How many `catchUnwind`s this thread is inside of. */
  catchDepth = 0;
  private lastEnding: Ending | null = null;
  private start: () => Op<unknown> = notStarted;

  constructor(execution: Execution, index: number) {
    super(null, null);
    this.execution = execution;
    this.index = index;
    this.op = new Operation(execution, this);
    this.parkToken = new ParkToken(this);
  }

  override get id(): string {
    return this.path;
  }

  override get label(): string {
    return this.name;
  }

  /** Makes a pooled thread new. `parent` null: the main thread. */
  reset(start: () => Op<unknown>, parent: Thread | null, name: string | null): void {
    this.path = parent === null ? "0" : `${parent.path}.${++parent.children}`;
    this.name = name ?? (parent === null ? "main" : `thread ${this.path}`);
    this.start = start;
    this.body = null;
    this.finished = false;
    this.ready = true;
    this.result = undefined;
    this.parkToken.reset();
    this.objectsMade = 0;
    this.children = 0;
    this.steps = 0;
    this.yields = 0;
    this.watchers = 0;
    if (this.locals.size > 0) this.locals.clear();
    clear(this.panics);
    this.catchDepth = 0;
    this.host = parent === null ? null : parent.host;
    clear(this.acquirable);
    clear(this.releaseFence);
    clear(this.clock);
    this.op.reset();
    while (this.clock.length <= this.index) this.clock.push(0);
    this.clock[this.index] = 1;
  }

  /** Begins the body: by the thread itself, so that whatever `start` builds or makes is its own. */
  begin(): Op<unknown> {
    this.body = this.start();
    return this.body;
  }

  /** Has seen what `clock` shows and what it did itself, and nothing else. */
  lookBack(clock: VectorClock): void {
    const own = this.clock[this.index] ?? 0;
    copy(this.clock, clock);
    while (this.clock.length <= this.index) this.clock.push(0);
    this.clock[this.index] = own;
  }

  /** The same for all that this thread ends in the same way. */
  endingBy(how: string): Ending {
    if (this.lastEnding?.how !== how) this.lastEnding = { how, thread: this, place: null };
    return this.lastEnding;
  }

  /** After publishing the clock: what follows is no longer covered by what was published. */
  advanceEpoch(): void {
    this.clock[this.index] = (this.clock[this.index] ?? 0) + 1;
  }
}
