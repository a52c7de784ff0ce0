/**
 * One execution: runs a model's threads one step at a time and asks `decide` wherever it could go
 * one way or another. Kept and reused for the next execution, threads and all.
 */
import { enter } from "../ambient.ts";
import type { DecisionKind } from "../decision.ts";
import type { FaultPlan } from "../fault/fault-plan.ts";
import { Faults } from "../fault/faults.ts";
import { type Finding, Stopped } from "../finding/finding.ts";
import { UsageError } from "../finding/usage-error.ts";
import { Heap } from "../heap/heap.ts";
import type { Memory } from "../memory/memory.ts";
import { SequentialMemory } from "../memory/sequential.ts";
import type { Op } from "../op.ts";
import { findingOfThrow } from "../panic/finding-of-throw.ts";
import type { Strategy } from "../strategy/strategy.ts";
import type { Tape } from "../tape/tape.ts";
import { Agenda } from "./agenda.ts";
import { type Bounds, DEFAULT_BOUNDS } from "./bounds.ts";
import type { HostClock } from "./host-clock.ts";
import { Keeper } from "./keeper.ts";
import type { Listener, SimEvent } from "./listener.ts";
import { clear, insert, remove } from "./lists.ts";
import type { Operation } from "./operation.ts";
import { livelock, stuck } from "./quiescence.ts";
import type { SimObject } from "./sim-object.ts";
import { Thread } from "./thread.ts";

export interface ExecutionOptions {
  readonly strategy: Strategy;
  readonly memory?: Memory;
  readonly bounds?: Partial<Bounds>;
  /** Hear every performed step and observed event; searching goes faster without. */
  readonly listeners?: readonly Listener[];
  /** Where the answers are recorded; null while searching. */
  readonly tape?: Tape | null;
  /** Remember where things were made and freed: costly, so only while a finding is replayed. */
  readonly places?: boolean;
  /** The faults that may strike; none by default. */
  readonly faults?: FaultPlan | undefined;
}

const NOBODY: readonly Listener[] = [];

export class Execution {
  /** All threads of this execution, finished ones too, in order of spawning. */
  readonly threads: Thread[] = [];
  /** Threads that can go on, in order of spawning. */
  readonly ready: Thread[] = [];
  readonly heap = new Heap();
  /** What the simulated system will do by itself. */
  readonly agenda = new Agenda(this);
  /** What the simulated system keeps for this execution: its networks, its default host. By whoever's key. */
  readonly system = new Map<unknown, unknown>();
  readonly faults = new Faults();
  memory: Memory = new SequentialMemory();
  bounds: Bounds = DEFAULT_BOUNDS;
  /** The running thread. */
  thread: Thread;
  /** The verdict; an execution stops at the first one. */
  finding: Finding | null = null;
  /** Virtual time, in ns from 0. */
  now = 0;
  steps = 0;
  switches = 0;
  decisions = 0;
  /** Accesses to a location that another thread wrote: 0 means that nothing was shared. */
  conflicts = 0;
  /** Differs between different schedules (not a trace hash: two schedules may collide). */
  scheduleHash = 0;
  /** Weak compare-exchanges that failed spuriously, and spurious wakeups, so far. */
  spuriousUsed = 0;
  /** Some listener wants to hear of performed steps. */
  listening = false;
  /** Some listener wants to hear of observed events. */
  observing = false;
  /** Whoever makes or frees something says where; see `capturePlace`. */
  places = false;
  private strategy: Strategy | null = null;
  private boundsGiven: Partial<Bounds> = DEFAULT_BOUNDS;
  private listeners: readonly Listener[] = NOBODY;
  private strategyListener: Listener | null = null;
  /** Those of `listeners` that want to hear of performed steps, and of observed events. */
  private stepListeners: readonly Listener[] = NOBODY;
  private eventListeners: readonly Listener[] = NOBODY;
  private tape: Tape | null = null;
  /** Threads whose announced step may have to wait, blocked or not. */
  private readonly conditional: Thread[] = [];
  private readonly pool: Thread[] = [];
  private unfinished = 0;
  private readonly keeper = new Keeper(this);
  /** Conditional steps with a finite deadline. */
  private timed = 0;
  /** The bounds let time pass at any moment. */
  private anytime = false;
  private following: Thread | null = null;

  constructor() {
    this.thread = new Thread(this, 0);
    this.pool.push(this.thread);
  }

  /** Runs `model` to its end or to the first finding. Throws only for errors that are not verdicts. */
  run(model: () => Op<unknown>, options: ExecutionOptions): void {
    this.reset(options);
    const before = enter(this);
    try {
      for (const listener of this.listeners) listener.onBegin?.(this);
      this.thread = this.addThread(null, "main");
      this.thread.reset(model, null, "main");
      this.loop();
      if (this.finding === null) this.close();
    } catch (thrown) {
      if (!(thrown instanceof Stopped)) throw thrown;
    } finally {
      enter(before);
    }
  }

  private reset(options: ExecutionOptions): void {
    clear(this.threads);
    clear(this.ready);
    clear(this.conditional);
    this.strategy = options.strategy;
    this.memory = options.memory ?? this.memory;
    this.limit(options.bounds ?? DEFAULT_BOUNDS);
    this.listenTo(options.listeners ?? NOBODY, options.strategy.listener ?? null);
    this.tape = options.tape ?? null;
    this.places = options.places ?? false;
    this.finding = null;
    this.now = 0;
    this.steps = 0;
    this.switches = 0;
    this.decisions = 0;
    this.conflicts = 0;
    this.scheduleHash = 0;
    this.spuriousUsed = 0;
    this.unfinished = 0;
    this.timed = 0;
    this.faults.reset(options.faults);
    this.heap.reset();
    if (this.agenda.made > 0) this.agenda.reset();
    this.keeper.reset();
    if (this.system.size > 0) this.system.clear();
    this.memory.begin();
  }

  /** Fills in the default bounds, once for all executions of a search: they are given the same object. */
  private limit(given: Partial<Bounds>): void {
    if (given === this.boundsGiven) return;
    this.boundsGiven = given;
    this.bounds = { ...DEFAULT_BOUNDS, ...given };
    this.anytime = this.bounds.clock === "anytime";
  }

  /** Asks the listeners what they want to hear of: again only where they are others than before. */
  private listenTo(listeners: readonly Listener[], strategy: Listener | null): void {
    if (listeners === this.listeners && strategy === this.strategyListener) return;
    this.listeners = listeners;
    this.strategyListener = strategy;
    this.stepListeners = listeners.concat(strategy ?? []).filter((listener) => listener.onStep !== undefined);
    this.eventListeners = listeners.filter((listener) => listener.onEvent !== undefined);
    this.listening = this.stepListeners.length > 0;
    this.observing = this.eventListeners.length > 0;
  }

  /** Adds a thread that can go on; the caller resets it with its body. */
  addThread(parent: Thread | null, name: string | null): Thread {
    const thread = this.takeThread(parent, name);
    this.ready.push(thread);
    this.unfinished++;
    return thread;
  }

  /** Takes a thread from the pool. */
  takeThread(parent: Thread | null, name: string | null): Thread {
    const index = this.threads.length;
    if (index >= this.bounds.threads) {
      throw new UsageError(
        `${parent?.name ?? "the model"} spawned "${name ?? "a thread"}" beyond the bound of ${this.bounds.threads} threads: raise bounds.threads`,
      );
    }
    let thread = this.pool[index];
    if (thread === undefined) {
      thread = new Thread(this, index);
      this.pool.push(thread);
    }
    this.threads.push(thread);
    return thread;
  }

  /** Asks the strategy one question; the answer goes on the tape. 0 <= answer < options. */
  decide(kind: DecisionKind, options: number): number {
    if (options <= 1) return 0;
    this.decisions++;
    const answer = (this.strategy as Strategy).decide(kind, options, this);
    if (this.tape !== null) this.tape.push(kind, options, answer);
    return answer;
  }

  /** The model does what no memory model orders: strategies for which that is too much throw. */
  unordered(what: string): void {
    this.strategy?.unordered?.(what);
  }

  /** The thread that answer `option` of the present `schedule` question stands for. */
  candidate(option: number): Thread {
    const ready = this.ready;
    if (!this.thread.ready) return ready[option] as Thread;
    if (option === 0) return this.thread;
    // Option 0 is the current thread; the others follow in order of spawning.
    const other = ready[option - 1] as Thread;
    return other.index < this.thread.index ? other : (ready[option] as Thread);
  }

  /**
   * A thread is about to do `op`. True: it goes straight on. False: another thread goes first (or
   * the execution is over), and the caller suspends.
   */
  announce(op: Operation): boolean {
    if (this.finding !== null) return false;
    if (++this.steps > this.bounds.steps) {
      this.fail(livelock(this));
      return false;
    }
    const kind = op.kind;
    if (kind.enabled !== null) return this.announceConditional(op);
    if (!kind.switches) return true;
    if (this.ready.length === 1 && op.thread.ready && !this.clockMayMove()) return true;
    return this.choose() === op.thread;
  }

  /** A step that may have to wait: known to the execution until it is performed. */
  private announceConditional(op: Operation): boolean {
    const goesOn = this.canGoOn(op);
    // Nobody else could go first, nor time pass: performed at once, nobody has to know.
    if (goesOn && this.ready.length === 1 && op.thread.ready && !this.clockMayMove()) return true;
    op.conditional = true;
    this.conditional.push(op.thread);
    if (op.target !== null) op.target.watchers++;
    if (op.deadline !== Number.POSITIVE_INFINITY) this.timed++;
    this.setReady(op.thread, goesOn);
    return this.choose() === op.thread;
  }

  /** A conditional step is being performed: nobody has to look after it any more. */
  settle(op: Operation): void {
    op.conditional = false;
    remove(this.conditional, op.thread);
    if (op.target !== null) op.target.watchers--;
    if (op.deadline !== Number.POSITIVE_INFINITY) this.timed--;
  }

  /** `changed` was written: steps that wait for it may be enabled now, or no longer. */
  recheck(changed: SimObject): void {
    for (const thread of this.conditional) {
      if (thread.op.target === changed) this.setReady(thread, this.canGoOn(thread.op));
    }
  }

  /** Hears of a performed step; called only while somebody listens. */
  performed(op: Operation, result: unknown): void {
    for (const listener of this.stepListeners) listener.onStep?.(op, result);
  }

  /** Tells the listeners what the code under test did. Guard the call with `observing`. */
  observe(event: SimEvent): void {
    for (const listener of this.eventListeners) listener.onEvent?.(event);
  }

  /** Records the verdict, the first one only; the execution stops before the next step. */
  fail(found: Finding): void {
    this.finding ??= found;
  }

  /** `host` was paused, or its pause is over: who of its threads can go on now? */
  recheckHost(host: HostClock): void {
    for (const thread of this.threads) {
      if (thread.host === host && !thread.finished) this.setReady(thread, this.isReady(thread));
    }
  }

  private isReady(thread: Thread): boolean {
    if (thread.op.conditional) return this.canGoOn(thread.op);
    return thread.host === null || !thread.host.paused;
  }

  private canGoOn(op: Operation): boolean {
    const { host } = op.thread;
    if (host?.paused === true) return false;
    return op.deadline <= this.now || (op.kind.enabled as (op: Operation) => boolean)(op);
  }

  private setReady(thread: Thread, ready: boolean): void {
    if (thread.ready === ready) return;
    thread.ready = ready;
    const list = this.ready;
    if (!ready) {
      remove(list, thread);
      return;
    }
    let at = list.length;
    while (at > 0 && (list[at - 1] as Thread).index > thread.index) at--;
    insert(list, at, thread);
  }

  private clockMayMove(): boolean {
    return (
      this.anytime && (this.timed > 0 || this.agenda.foreground > 0) && this.nextDue() <= this.bounds.virtualTimeNs
    );
  }

  /** When the next waiting thread's time is up, or the next appointment, in ns; Infinity when there is none. */
  private nextDue(): number {
    let due = this.agenda.nextDue();
    for (const thread of this.conditional) {
      // A paused host's threads do not see their time come.
      if (!thread.ready && thread.op.deadline < due && thread.host?.paused !== true) due = thread.op.deadline;
    }
    return due;
  }

  /** Lets time pass until something is due. */
  private moveClock(): void {
    const idle = this.ready.length === 0;
    this.now = Math.max(this.now, this.nextDue());
    for (const thread of this.conditional) this.setReady(thread, this.canGoOn(thread.op));
    if (this.agenda.nextDue() <= this.now) this.keeper.keepDue(idle);
  }

  /** Who goes next; null when nobody can. Moves the clock where that is what goes next. */
  private choose(): Thread | null {
    for (;;) {
      const ready = this.ready.length;
      if (ready > 0) {
        const answer = this.decide("schedule", this.clockMayMove() ? ready + 1 : ready);
        if (answer < ready) return this.follow(this.candidate(answer));
      } else if (!this.timeGoesOn()) {
        return this.follow(null);
      }
      this.moveClock();
      if (this.finding !== null) return this.follow(null);
    }
  }

  /** Nobody can go on: is there anything left to wait for? */
  private timeGoesOn(): boolean {
    const { agenda, unfinished } = this;
    if (this.timed === 0 && (unfinished > 0 ? agenda.pending : agenda.foreground) === 0) return false;
    return this.nextDue() <= this.bounds.virtualTimeNs;
  }

  private follow(chosen: Thread | null): Thread | null {
    this.following = chosen;
    if (chosen === null) return null;
    if (chosen !== this.thread) this.switches++;
    this.scheduleHash = (Math.imul(this.scheduleHash, 31) + chosen.index + 1) | 0;
    return chosen;
  }

  private loop(): void {
    let thread: Thread | null = this.thread;
    while (thread !== null) {
      this.thread = thread;
      let finished = false;
      try {
        const step: IteratorResult<unknown, unknown> = (thread.body ?? thread.begin()).next();
        if (step.done === true) {
          finished = true;
          thread.result = step.value;
        }
      } catch (thrown) {
        if (thrown instanceof UsageError) throw thrown;
        if (!(thrown instanceof Stopped)) this.fail(findingOfThrow(thrown, thread));
      }
      if (this.finding !== null) return;
      thread = finished ? this.finish(thread) : this.following;
    }
  }

  private finish(thread: Thread): Thread | null {
    thread.op.expectRun();
    thread.finished = true;
    this.setReady(thread, false);
    this.unfinished--;
    if (thread.watchers !== 0) this.recheck(thread);
    return this.choose();
  }

  /** Nobody can go on: all is done, or somebody waits for ever. */
  private close(): void {
    if (this.unfinished > 0) {
      for (const listener of this.listeners) listener.onStuck?.(this);
      this.fail(stuck(this));
      return;
    }
    for (const listener of this.listeners) listener.onEnd?.(this);
    if (this.finding === null) this.heap.close(this);
  }
}
