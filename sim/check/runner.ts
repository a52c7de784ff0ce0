/**
 * Runs one program under one strategy, again and again, with one reused execution. Each run is a
 * function of program, memory, strategy and seed alone, so any of them can be executed again.
 */
import { FeatureListener } from "../coverage/features.ts";
import { DEFAULT_BOUNDS } from "../engine/bounds.ts";
import { Execution, type ExecutionOptions } from "../engine/execution.ts";
import type { Listener } from "../engine/listener.ts";
import type { FaultSetting } from "../fault/fault-setting.ts";
import { UsageError } from "../finding/usage-error.ts";
import type { Memory } from "../memory/memory.ts";
import { fingerprintOf } from "../report/fingerprint.ts";
import { Profiler } from "../strategy/profile.ts";
import { RandomStrategy } from "../strategy/random.ts";
import { type ReplayMode, ReplayStrategy } from "../strategy/replay.ts";
import type { Strategy } from "../strategy/strategy.ts";
import { Tape } from "../tape/tape.ts";
import { Recorder } from "../trace/recorder.ts";
import { traceHash } from "../trace/trace-event.ts";
import { createMemory, type MemoryName } from "./memory-model.ts";
import type { Outcome, Recording } from "./outcome.ts";
import { Prepared } from "./prepared.ts";
import type { Program } from "./program.ts";
import { TimedTape } from "./timed-tape.ts";

/** Runs by which a strategy learns what a program is like. */
const PROBES = 4;

export interface RunnerSettings {
  readonly strategy: Strategy;
  /** Default `sc`. */
  readonly memory?: MemoryName;
  /** Which faults may strike; default `plan`: those that the program plans. */
  readonly faults?: FaultSetting;
  /** Told, after the monitors, of the executions of `run` alone: not of what is recorded, replayed or shrunk. */
  readonly coverage?: readonly Listener[];
}

export class Runner {
  readonly program: Program;
  readonly strategy: Strategy;
  readonly memory: MemoryName;
  readonly faults: FaultSetting;
  private readonly execution = new Execution();
  private readonly store: Memory;
  private readonly monitors: readonly Listener[];
  private readonly searching: readonly Listener[];
  /** The same, and what looks at features; made when somebody first wants to. */
  private looking: readonly Listener[] | null = null;
  private features: FeatureListener | null = null;
  private readonly prepared: Prepared;
  private probed = false;
  /** The last run of a systematic or taped strategy, which no seed repeats. */
  private latest: { readonly seed: string; readonly tape: Tape } | null = null;

  constructor(program: Program, settings: RunnerSettings) {
    this.program = program;
    this.strategy = settings.strategy;
    this.memory = settings.memory ?? "sc";
    this.faults = settings.faults ?? "plan";
    this.prepared = new Prepared(program, this.faults);
    this.store = createMemory(this.memory);
    this.monitors = program.monitors();
    this.searching = [...this.monitors, ...(settings.coverage ?? [])];
  }

  /** One execution, nothing recorded. Throws a `UsageError` when the strategy has nothing left to try. */
  run(seed: string): Outcome {
    const outcome = this.tryRun(seed);
    if (outcome === null) throw new UsageError(`strategy ${this.strategy.name} has nothing left to try`);
    return outcome;
  }

  /** As `run`; null when the strategy has nothing left to try. With `look`, `shown` tells what the run showed. */
  tryRun(seed: string, look = false): Outcome | null {
    const { strategy } = this;
    this.probe();
    if (!strategy.begin(seed)) return null;
    const tape = strategy.systematic || strategy.taped ? new Tape() : null;
    this.latest = tape === null ? null : { seed, tape };
    const learns = strategy.learnFrom !== undefined;
    const outcome = this.execute(strategy, { tape, listeners: look || learns ? this.lookClosely() : this.searching });
    if (learns && tape !== null && outcome.finding === null) strategy.learnFrom?.(tape, this.shown);
    return outcome;
  }

  /**
   * The execution of `seed` again, recorded; of a strategy that learns: what it would play now, unless that
   * was the last run. With `places`, every step says where in the model it is (slow).
   */
  record(seed: string, places = true): Recording {
    if (this.latest?.seed === seed) return this.replay(this.latest.tape, "strict", places);
    this.probe();
    if (!this.strategy.begin(seed)) throw new UsageError(`strategy ${this.strategy.name} has nothing left to try`);
    return this.recordWith(this.strategy, places);
  }

  /** The execution of `tape`, recorded; a strict one stops where it differs, and says so in `divergence`. */
  replay(tape: Tape, mode: ReplayMode, places = true): Recording {
    const strategy = new ReplayStrategy(tape, mode);
    strategy.begin();
    const recording = this.recordWith(strategy, places);
    const divergence = strategy.end(this.execution);
    return divergence === null ? recording : { ...recording, divergence };
  }

  /** One execution with another strategy, already begun, within at most `stepsMax` steps. */
  attempt(strategy: Strategy, stepsMax = this.stepsMax): Outcome {
    return this.execute(strategy, { bounds: { ...this.program.bounds, steps: Math.min(stepsMax, this.stepsMax) } });
  }

  /** The features of the last run that was looked at. */
  get shown(): readonly number[] {
    return this.features?.features() ?? [];
  }

  /** The answers of the last `run` of a systematic or taped strategy, which no seed repeats; null for the others. */
  get latestTape(): Tape | null {
    return this.latest?.tape ?? null;
  }

  /** The bound on the steps of an execution. */
  get stepsMax(): number {
    return this.program.bounds.steps ?? DEFAULT_BOUNDS.steps;
  }

  private recordWith(strategy: Strategy, places: boolean): Recording {
    const recorder = new Recorder();
    const tape = new TimedTape(recorder);
    const outcome = this.execute(strategy, { tape, places, listeners: [recorder, ...this.monitors] });
    recorder.close();
    return {
      ...outcome,
      tape: new Tape(tape.entries),
      trace: recorder.trace,
      traceHash: traceHash(recorder.trace),
      waiting: recorder.waiting(),
      stepsAtAnswer: tape.steps,
      options: this.prepared.drawn,
      divergence: null,
    };
  }

  private execute(strategy: Strategy, more: Partial<ExecutionOptions>): Outcome {
    const { execution, prepared } = this;
    execution.run(prepared.model, {
      strategy,
      memory: this.store,
      bounds: more.bounds ?? this.program.bounds,
      listeners: more.listeners ?? this.monitors,
      tape: more.tape ?? null,
      places: more.places ?? false,
      faults: prepared.faults,
    });
    const { finding } = execution;
    return {
      finding,
      fingerprint: finding === null ? null : fingerprintOf(finding),
      steps: execution.steps,
      switches: execution.switches,
      decisions: execution.decisions,
      conflicts: execution.conflicts,
      scheduleHash: execution.scheduleHash,
      virtualTimeNs: execution.now,
      faults: execution.faults.counts(),
    };
  }

  private lookClosely(): readonly Listener[] {
    this.features ??= new FeatureListener(this.program.coverage?.());
    this.looking ??= [...this.searching, this.features];
    return this.looking;
  }

  /** Measures the program once for a strategy that wants to know: a function of the program alone. */
  private probe(): void {
    if (this.probed) return;
    this.probed = true;
    if (this.strategy.learn === undefined) return;
    const random = new RandomStrategy();
    const profiler = new Profiler();
    const listeners = [profiler];
    for (let i = 0; i < PROBES; i++) {
      random.begin(`probe.${i}`);
      this.execute(random, { listeners });
      profiler.end(this.execution);
    }
    this.strategy.learn(profiler.profile());
  }
}
