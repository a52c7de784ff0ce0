/**
 * For the tests of the task system: a model under many random schedules, and at every transition the
 * references told of against the count in the word.
 */
import {
  createStrategy,
  Execution,
  type Finding,
  finding,
  type Listener,
  type Op,
  type SimEvent,
} from "../../../sim/index.ts";
import type { RuntimeEvent } from "../../events.ts";
import type { RawTask } from "../raw.ts";
import { refCount } from "../snapshot.ts";

export interface Sweep {
  /** The verdicts that came up, each kind once, sorted; `clean` for none. */
  readonly kinds: readonly string[];
  /** The first finding. */
  readonly finding: Finding | null;
}

/** Runs `model` under `runs` random schedules. */
export function sweep(model: () => Op<void>, runs = 300): Sweep {
  const execution = new Execution();
  const listeners: Listener[] = [new CountedReferences()];
  const strategy = createStrategy("random");
  const kinds = new Set<string>();
  let first: Finding | null = null;
  for (let run = 0; run < runs; run++) {
    strategy.begin(`sweep.${run}`);
    execution.run(model, { strategy, listeners });
    kinds.add(execution.finding?.kind ?? "clean");
    first ??= execution.finding;
  }
  return { kinds: [...kinds].sort(), finding: first };
}

/** Runs `model` once, with the dullest answers, and gives back what it told. */
export function runOnce(model: () => Op<void>): { readonly finding: Finding | null; readonly told: RuntimeEvent[] } {
  const execution = new Execution();
  const told: RuntimeEvent[] = [];
  const hears: Listener = { onEvent: (event) => void told.push(event as RuntimeEvent) };
  const strategy = { name: "dull", systematic: false, begin: () => true, decide: () => 0 };
  execution.run(model, { strategy, listeners: [hears, new CountedReferences()] });
  return { finding: execution.finding, told };
}

class CountedReferences implements Listener {
  private readonly counts = new Map<unknown, number>();
  private execution: Execution | null = null;

  onBegin(execution: Execution): void {
    this.execution = execution;
    this.counts.clear();
  }

  onEvent(told: SimEvent): void {
    const event = told as RuntimeEvent;
    switch (event.type) {
      case "task.new":
        this.counts.set(event.task, 3);
        return;
      case "task.ref.inc":
        this.add(event.task, 1);
        return;
      case "task.ref.dec":
        this.add(event.task, -1);
        return;
      case "task.transition":
        this.compare(event.task, refCount(event.before));
        return;
      case "task.dealloc":
        this.compare(event.task, 0);
    }
  }

  private add(task: RawTask, by: number): void {
    this.counts.set(task, (this.counts.get(task) ?? 0) + by);
  }

  private compare(task: unknown, counted: number): void {
    const told = this.counts.get(task);
    if (told === undefined || told === counted) return;
    this.execution?.fail(finding("refcount", `the word counts ${counted} references, but ${told} were told of`));
  }
}
