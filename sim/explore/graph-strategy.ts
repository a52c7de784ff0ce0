/**
 * Who goes next in an execution that follows a graph: first along the graph, in an order that fits it,
 * then whoever can, the present thread first.
 */
import type { DecisionKind } from "../decision.ts";
import type { Execution } from "../engine/execution.ts";
import type { Thread } from "../engine/thread.ts";
import { UsageError } from "../finding/usage-error.ts";
import type { Strategy } from "../strategy/strategy.ts";
import type { Event } from "./event.ts";
import type { GraphMemory } from "./graph-memory.ts";

export class GraphStrategy implements Strategy {
  readonly name = "exhaustive";
  readonly systematic = true;
  /** The most yields of one thread; beyond them it goes no further. */
  readonly yields: number;
  /** A thread was held back by that bound. */
  cut = false;
  /** Told when nobody may go on although somebody could. */
  onHeld: () => void = () => undefined;
  private readonly program: string;
  private readonly memory: GraphMemory;
  private order: readonly Event[] = [];
  private position = 0;

  constructor(program: string, memory: GraphMemory, yields: number) {
    this.program = program;
    this.memory = memory;
    this.yields = yields;
  }

  begin(): boolean {
    return true;
  }

  unordered(what: string): never {
    throw new UsageError(`verify: ${this.program} ${what}, whose order execution graphs do not hold: use fuzz`);
  }

  /** Before an execution: the events to be executed again. */
  follow(order: readonly Event[]): void {
    this.order = order;
    this.position = 0;
    this.cut = false;
  }

  /** An event was executed. */
  executed(event: Event): void {
    if (this.position < this.order.length && this.order[this.position++] !== event) {
      throw new UsageError("verify: an execution went another way than the graph that it follows");
    }
  }

  decide(kind: DecisionKind, options: number, view: Execution): number {
    switch (kind) {
      case "schedule":
        return this.schedule(options, view);
      // Spurious failures and wakeups are not explored; of several waiting threads the longest is notified.
      case "weakCas":
      case "spurious":
      case "notify":
        return 0;
      default:
        return this.memory.choose(view.thread, options);
    }
  }

  private schedule(options: number, view: Execution): number {
    const ready = Math.min(options, view.ready.length);
    const due = this.order[this.position];
    if (due !== undefined) {
      for (let i = 0; i < ready; i++) {
        if (this.memory.numberOf(view.candidate(i)) === due.thread) return i;
      }
      // It waits for a thread that has no more events here, and yet some way to go to its end.
      return this.first(ready, view, (thread) => !this.hasMore(thread));
    }
    // Threads that the graph leaves waiting first go up to where they wait.
    for (let i = 0; i < ready; i++) {
      const thread = view.candidate(i);
      if (this.hasMore(thread) && !(thread.op.announced && thread.op.conditional)) return i;
    }
    return this.first(ready, view, (thread) => !this.hasMore(thread) && this.mayGoOn(thread));
  }

  private first(ready: number, view: Execution, may: (thread: Thread) => boolean): number {
    for (let i = 0; i < ready; i++) if (may(view.candidate(i))) return i;
    this.onHeld();
    return 0;
  }

  /** The graph has an event of the thread that is not executed yet. */
  private hasMore(thread: Thread): boolean {
    return this.memory.doneBy(thread) < this.memory.graph.count(this.memory.numberOf(thread));
  }

  /** Whether a thread may go beyond the graph. */
  mayGoOn(thread: Thread): boolean {
    if (thread.yields <= this.yields) return true;
    this.cut = true;
    return false;
  }
}
