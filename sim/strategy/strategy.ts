/**
 * The contract of a strategy: it answers questions. Nothing else in a run is undetermined.
 *
 * `begin` is called before each execution with that execution's seed; from then on every answer
 * must follow from the seed and the questions alone, never from earlier executions, or the
 * execution could not be repeated by its seed. (Systematic strategies enumerate instead: they say
 * so by `systematic`, ignore the seed, and their executions are repeated by tape; as are those of
 * strategies that learn from one execution to the next, which say so by `taped`.)
 */
import type { DecisionKind } from "../decision.ts";
import type { Execution } from "../engine/execution.ts";
import type { Listener } from "../engine/listener.ts";
import type { Tape } from "../tape/tape.ts";
import type { Profile } from "./profile.ts";

export interface Strategy {
  /** As `createStrategy` takes it, where a name can say it all: `pct:3`. */
  readonly name: string;
  readonly systematic: boolean;
  /** Its executions do not follow from the seed alone: they are recorded, and repeated by tape. */
  readonly taped?: true;
  /** A mix of strategies: the name of the one that plays the present execution. */
  readonly member?: string;
  /**
   * Hears of each performed step (`onStep` alone) of the execution that it plays, those included
   * before which nothing was to be decided. Looked at when an execution begins.
   */
  readonly listener?: Listener | null;
  /**
   * Called once, before the first execution, with what a few probe runs of the program measured: a
   * function of the program alone, so seeds stay valid.
   */
  learn?(profile: Profile): void;
  /** Forgets what earlier executions taught: what follows is a function of the seeds from here on. */
  restart?(): void;
  /**
   * Told, after each execution that came to its end without a finding, of its tape and its features;
   * where this is there, the features are collected.
   */
  learnFrom?(tape: Tape, features: readonly number[]): void;
  /** Told of what the model does that no memory model orders (`does I/O`); throws where it must know all. */
  unordered?(what: string): void;
  /** Called before each execution; false when there is nothing left to try. */
  begin(seed: string): boolean;
  /**
   * Answers one question: 0 <= answer < options, 0 being the dullest. For `schedule`, `view` shows
   * who the options are (`candidate(i)`) and what each has announced; a thread that has not started
   * has announced nothing. The current thread is option 0 while it can go on; when it waits or has
   * finished, option 0 is just the first ready thread. Where time may pass at any moment, there is
   * one option more than ready threads, the last, and it lets time pass.
   */
  decide(kind: DecisionKind, options: number, view: Execution): number;
}
