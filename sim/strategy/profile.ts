/**
 * What a few probe runs of a program measured, for the strategies that want to know its size: a
 * function of the program alone, so that seeds stay valid.
 *
 * Threads and objects go by what is the same in every interleaving: a thread by its path in the
 * tree of spawning (its spawn signature), an object by sort and identity. Counts are averages over
 * the runs that went to their end, where there was one: a finding cuts a run short.
 */
import type { Execution } from "../engine/execution.ts";
import type { Listener } from "../engine/listener.ts";
import type { Operation } from "../engine/operation.ts";
import type { SimObject } from "../engine/sim-object.ts";
import type { StepKind } from "../engine/step-kind.ts";

export interface ThreadProfile {
  /** Steps that it takes. */
  readonly steps: number;
  /** Those of them before which another thread may go. */
  readonly switching: number;
}

/** An object that several threads touched, at least one of them writing. */
export interface SharedObject {
  readonly sort: string;
  readonly id: string;
  /** By path of the thread: how often it touched the object while there was more than one thread. */
  readonly accesses: ReadonlyMap<string, number>;
}

export interface Profile {
  /** The most steps of a run. */
  readonly steps: number;
  /** The most threads of a run, the main one included. */
  readonly threads: number;
  /** By path of the thread. */
  readonly byThread: ReadonlyMap<string, ThreadProfile>;
  /** In the order in which they were first touched. */
  readonly shared: readonly SharedObject[];
}

/** What one run showed of an object. */
interface Touched {
  readonly sort: string;
  readonly id: string;
  readonly accesses: Map<string, number>;
  written: boolean;
}

interface Run {
  readonly clean: boolean;
  readonly threads: ReadonlyMap<string, ThreadProfile>;
  readonly objects: ReadonlyMap<string, Touched>;
}

/** Another thread may go before a step of this kind. */
export function switches(kind: StepKind<unknown>): boolean {
  return kind.switches || kind.enabled !== null;
}

/** Listens to the probe runs, and to no others. */
export class Profiler implements Listener {
  private steps = 0;
  private threads = 0;
  private readonly runs: Run[] = [];
  private switching = new Map<string, number>();
  private touched = new Map<SimObject, Touched>();

  onBegin(): void {
    this.switching = new Map();
    this.touched = new Map();
  }

  onStep(op: Operation): void {
    if (!switches(op.kind)) return;
    increment(this.switching, op.thread.path);
    // What the main thread does before it spawns anyone comes first in every interleaving.
    if (op.target === null || op.kind.access === "none" || op.execution.threads.length === 1) return;
    const touched = this.touchedBy(op.target);
    increment(touched.accesses, op.thread.path);
    if (op.kind.access === "write") touched.written = true;
  }

  /** The run is over. */
  end(execution: Execution): void {
    this.steps = Math.max(this.steps, execution.steps);
    this.threads = Math.max(this.threads, execution.threads.length);
    const threads = new Map<string, ThreadProfile>();
    for (const { path, steps } of execution.threads) {
      threads.set(path, { steps, switching: this.switching.get(path) ?? 0 });
    }
    const objects = new Map([...this.touched.values()].map((each) => [`${each.sort} ${each.id}`, each]));
    this.runs.push({ clean: execution.finding === null, threads, objects });
  }

  profile(): Profile {
    const clean = this.runs.filter((run) => run.clean);
    const runs = clean.length > 0 ? clean : this.runs;
    return { steps: this.steps, threads: this.threads, byThread: threadsOf(runs), shared: sharedIn(runs) };
  }

  private touchedBy(target: SimObject): Touched {
    let touched = this.touched.get(target);
    if (touched === undefined) {
      touched = { sort: target.sort, id: target.id, accesses: new Map(), written: false };
      this.touched.set(target, touched);
    }
    return touched;
  }
}

/** Each thread's average over the runs in which it was there. */
function threadsOf(runs: readonly Run[]): Map<string, ThreadProfile> {
  const paths = new Set(runs.flatMap(({ threads }) => [...threads.keys()]));
  const averages = new Map<string, ThreadProfile>();
  for (const path of paths) {
    const seen = runs.flatMap(({ threads }) => threads.get(path) ?? []);
    const average = (count: (of: ThreadProfile) => number) => sum(seen.map(count)) / seen.length;
    averages.set(path, { steps: average((of) => of.steps), switching: average((of) => of.switching) });
  }
  return averages;
}

function sharedIn(runs: readonly Run[]): SharedObject[] {
  const keys = new Set(runs.flatMap(({ objects }) => [...objects.keys()]));
  const shared: SharedObject[] = [];
  for (const key of keys) {
    const seen = runs.flatMap(({ objects }) => objects.get(key) ?? []);
    const paths = new Set(seen.flatMap(({ accesses }) => [...accesses.keys()]));
    const [first] = seen;
    if (first === undefined || paths.size < 2 || !seen.some(({ written }) => written)) continue;
    const accesses = new Map<string, number>();
    for (const path of paths) accesses.set(path, sum(seen.map((each) => each.accesses.get(path) ?? 0)) / seen.length);
    shared.push({ sort: first.sort, id: first.id, accesses });
  }
  return shared;
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
