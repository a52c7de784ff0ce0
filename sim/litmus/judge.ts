/** Explores all executions of a litmus test and says what they come to. */
import type { MemoryName } from "../check/memory-model.ts";
import { Explorer } from "../explore/explorer.ts";
import type { Witness } from "../explore/witness.ts";
import { graphKey } from "./graph-key.ts";
import { type LitmusModel, type LitmusTest, litmusProgram } from "./model.ts";
import { type LitmusOutcome, missing, parseOutcome } from "./outcome.ts";

/** A thread that went through more rounds of its loops goes no further: a loop may wait for ever. */
const ROUNDS_MAX = 16;

/** A test that was understood. */
export interface PreparedTest {
  readonly test: LitmusTest;
  readonly model: LitmusModel;
  /** null where nothing is asked. */
  readonly asked: LitmusOutcome | null;
}

export interface CountedOutcome {
  /** Of the registers, and of the locations that are asked for; of all locations where there is no register. */
  readonly values: Readonly<Record<string, number>>;
  readonly count: number;
  /** Whether it is what the test asks about. */
  readonly asked: boolean;
}

/** An execution, with the registers that its events' values went to. */
export interface LitmusWitness extends Witness {
  /** By id of the event. */
  readonly registers: ReadonlyMap<string, string>;
}

export interface LitmusVerdict {
  readonly name: string;
  readonly memory: MemoryName;
  /** Execution graphs, each once. */
  readonly executions: number;
  /** Graphs that were found more than once: none, or the explorer is wrong. */
  readonly duplicates: number;
  /** Executions that led nowhere, such as by an assumption that did not hold. */
  readonly blocked: number;
  readonly complete: boolean;
  /** What kept it from being complete, in words; null where it is. */
  readonly bound: string | null;
  /** Whether accesses marked `na` race in some execution. */
  readonly racy: boolean;
  readonly outcomes: readonly CountedOutcome[];
  /** Whether some execution comes to what is asked; null where nothing is asked. */
  readonly allowed: boolean | null;
  /** The first execution that does, or else comes nearest; the first of all where nothing is asked. */
  readonly witness: LitmusWitness | null;
}

export interface JudgeOptions {
  readonly memory: MemoryName;
  /** Explores no execution with more preemptions; `sc` only. */
  readonly preemptions?: number;
}

/** Throws a `UsageError` where the test or its outcome is not understood. */
export function prepare(test: LitmusTest): PreparedTest {
  const model = litmusProgram(test);
  return { test, model, asked: test.outcome === undefined ? null : parseOutcome(test.outcome, model) };
}

export function judge({ test, model, asked }: PreparedTest, options: JudgeOptions): LitmusVerdict {
  const locations = model.registerNames.length === 0 ? model.locations : (asked?.locations ?? []);
  const graphs = new Set<string>();
  const counts = new Map<string, { values: Record<string, number>; count: number; asked: boolean }>();
  let racy = false;
  let witness: LitmusWitness | null = null;
  let nearest = Number.POSITIVE_INFINITY;

  const onExecution = (explorer: Explorer): void => {
    graphs.add(graphKey(explorer.graph));
    racy ||= model.racy();
    const values = model.registers();
    for (const location of locations) values[location] = model.final(location);
    const key = JSON.stringify(values);
    const distance = asked === null ? 0 : missing(asked, model);
    const counted = counts.get(key) ?? { values, count: 0, asked: asked !== null && distance === 0 };
    counted.count++;
    counts.set(key, counted);
    if (distance >= nearest) return;
    nearest = distance;
    witness = namedWitness(explorer.witness(), model);
  };
  const explorer = new Explorer(model.program, { ...options, yields: ROUNDS_MAX, onExecution });
  explorer.explore();
  if (explorer.finding !== null) throw new Error(`${test.name}: ${explorer.finding.message}`); // the model has no verdicts
  return {
    name: test.name,
    memory: options.memory,
    executions: explorer.executions,
    duplicates: explorer.executions - graphs.size,
    blocked: explorer.blocked,
    complete: explorer.cut === 0,
    bound: explorer.cut === 0 ? null : boundOf(options),
    racy,
    outcomes: [...counts.values()].sort((left, right) => compareValues(left.values, right.values)),
    allowed: asked === null ? null : nearest === 0,
    witness,
  };
}

function boundOf({ preemptions }: JudgeOptions): string {
  const rounds = `${ROUNDS_MAX} rounds of loops in a thread`;
  return preemptions === undefined ? rounds : `${preemptions} preemptions, ${rounds}`;
}

/** Thread `n` of the test is the main one's child `n + 1`; its accesses are all the events that it has. */
function namedWitness(witness: Witness, model: LitmusModel): LitmusWitness {
  const registers = new Map<string, string>();
  const accesses = new Map<string, number>();
  for (const { id, thread } of witness.events) {
    const access = accesses.get(thread) ?? 0;
    accesses.set(thread, access + 1);
    const register = model.receiver(Number(thread.slice("0.".length)) - 1, access);
    if (register !== null) registers.set(id, register);
  }
  return { ...witness, registers };
}

function compareValues(left: Record<string, number>, right: Record<string, number>): number {
  for (const key of Object.keys(left)) {
    const difference = (left[key] ?? 0) - (right[key] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
