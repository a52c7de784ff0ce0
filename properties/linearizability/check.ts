/**
 * Is there an order of all calls that the specification allows, in which no call comes before one that
 * had returned when it began? Wing and Gong's search, with Lowe's memory of the configurations
 * (who has got how far, and the state) from which there is no way on.
 */
import type { RecordedCall } from "./history.ts";
import type { Effect, Specification } from "./specification.ts";

/** One effect of a call, in the order found. `phase` is what it went on to, null where it ended. */
export interface Linearized {
  readonly call: RecordedCall;
  readonly phase: number | null;
}

export interface Linearization {
  readonly linearizable: boolean;
  /** The whole order, or the longest that there is. */
  readonly order: readonly Linearized[];
  /** Configurations looked at. */
  readonly configurations: number;
}

export function checkHistory<S>(specification: Specification<S>, calls: readonly RecordedCall[]): Linearization {
  return new Search(specification, calls).run();
}

const DONE = -1;

class Search<S> {
  private readonly specification: Specification<S>;
  private readonly calls: readonly RecordedCall[];
  private readonly results: readonly (string | undefined)[];
  /** How far each call has got: its phase, or DONE. */
  private readonly phases: number[];
  private readonly visited = new Set<string>();
  private readonly path: Linearized[] = [];
  private longest: readonly Linearized[] = [];

  constructor(specification: Specification<S>, calls: readonly RecordedCall[]) {
    this.specification = specification;
    this.calls = calls;
    this.results = calls.map(({ result }) => JSON.stringify(result));
    this.phases = calls.map(() => 0);
  }

  run(): Linearization {
    const linearizable = this.from(this.specification.initial);
    const order = linearizable ? this.path : this.longest;
    return { linearizable, order, configurations: this.visited.size };
  }

  /** True when the rest can be put in order from `state` on; `path` is that order then. */
  private from(state: S): boolean {
    const key = `${this.phases.join()} ${JSON.stringify(state)}`;
    if (this.visited.has(key)) return false;
    this.visited.add(key);
    if (this.path.length > this.longest.length) this.longest = [...this.path];
    const horizon = this.horizon();
    if (horizon === Number.POSITIVE_INFINITY && this.mayEnd(state)) return true;
    for (const call of this.calls) {
      if (call.begin < horizon && this.phases[call.id] !== DONE && this.tryCall(state, call)) return true;
    }
    return false;
  }

  /** The first end among the calls not in order yet: what began after it has to wait. */
  private horizon(): number {
    let first = Number.POSITIVE_INFINITY;
    for (const { id, end } of this.calls) if (this.phases[id] !== DONE && end < first) first = end;
    return first;
  }

  /** Who starved was polled and is pending: it has done all that it could, and can do nothing more. */
  private mayEnd(state: S): boolean {
    return this.calls.every((call) => call.outcome !== "starved" || this.effects(state, call).length === 0);
  }

  private tryCall(state: S, call: RecordedCall): boolean {
    if (call.outcome === "cancelled") {
      const phase = this.phases[call.id] ?? 0;
      const after = this.specification.cancel?.(state, call, phase) ?? state;
      if (this.go(call, DONE, after)) return true;
    }
    for (const effect of this.effects(state, call)) {
      if (!("result" in effect)) {
        if (this.go(call, effect.phase, effect.state)) return true;
      } else if (this.mayReturn(call, effect.result) && this.go(call, DONE, effect.state)) return true;
    }
    return false;
  }

  private mayReturn(call: RecordedCall, result: unknown): boolean {
    if (call.outcome === "unfinished") return true;
    return call.outcome === "returned" && JSON.stringify(result) === this.results[call.id];
  }

  private effects(state: S, call: RecordedCall): readonly Effect<S>[] {
    return this.specification.step(state, call, this.phases[call.id] ?? 0);
  }

  private go(call: RecordedCall, phase: number, state: S): boolean {
    const before = this.phases[call.id] ?? 0;
    this.phases[call.id] = phase;
    this.path.push({ call, phase: phase === DONE ? null : phase });
    if (this.from(state)) return true;
    this.path.pop();
    this.phases[call.id] = before;
    return false;
  }
}
