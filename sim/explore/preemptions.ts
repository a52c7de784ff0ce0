/**
 * How many preemptions an execution graph needs at least, under `sc`: of all interleavings that give
 * this graph, the one in which threads that could go on are interrupted least often.
 */
import type { Event, Prefix } from "./event.ts";
import type { Graph } from "./graph.ts";
import { before } from "./sc.ts";

/** A state: of each thread, how many of its steps are done, and who did the last one. */
interface State {
  readonly done: readonly number[];
  readonly current: number;
}

/** A step of a thread: an event, or both halves of an update. */
interface Step {
  readonly event: Event;
  /** Of each thread, how many events come before it in every interleaving. */
  readonly needs: Prefix;
  /** How many events of its thread are done after it. */
  readonly end: number;
}

/** Whether `graph` can be had with at most `bound` preemptions. */
export function withinPreemptions(graph: Graph, bound: number): boolean {
  return new Interleavings(graph).reachEnd(bound);
}

class Interleavings {
  private readonly graph: Graph;
  private readonly steps: Step[][];
  private readonly seen = new Set<string>();

  constructor(graph: Graph) {
    this.graph = graph;
    this.steps = graph.threads.map((events) => stepsOf(graph, events));
  }

  reachEnd(bound: number): boolean {
    let level: State[] = [{ done: this.steps.map(() => 0), current: -1 }];
    for (let used = 0; used <= bound && level.length > 0; used++) {
      const next: State[] = [];
      // Grows while it is walked: the states that can be had without another preemption.
      for (const state of level) {
        if (this.isEnd(state)) return true;
        this.follow(state, level, next);
      }
      level = next;
    }
    return false;
  }

  private follow(state: State, free: State[], preempting: State[]): void {
    const interrupts = state.current >= 0 && this.canGoOn(state);
    for (let thread = 0; thread < this.steps.length; thread++) {
      const step = this.steps[thread]?.[state.done[thread] as number];
      if (step === undefined || !this.enabled(state, thread, step)) continue;
      const after = { done: state.done.with(thread, (state.done[thread] as number) + 1), current: thread };
      if (interrupts && thread !== state.current) preempting.push(after);
      else if (this.isNew(after)) free.push(after);
    }
  }

  private isNew({ done, current }: State): boolean {
    const key = `${current}:${done.join()}`;
    if (this.seen.has(key)) return false;
    this.seen.add(key);
    return true;
  }

  private isEnd({ done }: State): boolean {
    return this.steps.every((steps, thread) => done[thread] === steps.length);
  }

  private enabled(state: State, thread: number, { needs }: Step): boolean {
    return needs.every((count, other) => other === thread || this.eventsDone(state, other) >= count);
  }

  private eventsDone({ done }: State, thread: number): number {
    return this.steps[thread]?.[(done[thread] as number) - 1]?.end ?? 0;
  }

  /** Whether the thread that did the last step could have done another, though perhaps not the graph's. */
  private canGoOn(state: State): boolean {
    const step = this.steps[state.current]?.[state.done[state.current] as number];
    if (step === undefined) return false;
    const { kind, other, location, intent } = step.event;
    if (kind === "join") return this.eventsDone(state, other) === this.graph.count(other);
    const goesOn = intent?.goesOn ?? null;
    return goesOn === null || goesOn(this.newest(state, location).value);
  }

  private newest(state: State, location: number): Event {
    const order = this.graph.order(location);
    let at = order.length - 1;
    while (at > 0 && (order[at] as Event).index >= this.eventsDone(state, (order[at] as Event).thread)) at--;
    return order[at] as Event; // the initial value at the least
  }
}

function stepsOf(graph: Graph, events: readonly Event[]): Step[] {
  const steps: Step[] = [];
  for (let i = 0; i < events.length; i++) {
    const event = events[i] as Event; // i < length
    if (event.blocked) break;
    const half = event.kind === "read" && event.updates ? events[i + 1] : undefined;
    if (half !== undefined) i++;
    const last = half ?? event;
    steps.push({ event, needs: before(graph, last.porf), end: i + 1 });
  }
  return steps;
}
