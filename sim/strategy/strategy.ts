/**
 * The contract of a strategy: it answers questions. Nothing else in a run is undetermined.
 *
 * `begin` is called before each execution with that execution's seed; from then on every answer
 * must follow from the seed and the questions alone, never from earlier executions, or the
 * execution could not be repeated by its seed. (Systematic strategies enumerate instead: they say
 * so by `systematic`, ignore the seed, and their executions are repeated by tape.)
 */
import type { DecisionKind } from "../decision.ts";
import type { Execution } from "../engine/execution.ts";

export interface Strategy {
  readonly name: string;
  readonly systematic: boolean;
  /**
   * Called once, before the first execution, with what a few probe runs of the program measured:
   * the most steps and the most threads. A function of the program alone, so seeds stay valid.
   */
  learn?(steps: number, threads: number): void;
  /** Called before each execution; false when there is nothing left to try. */
  begin(seed: string): boolean;
  /**
   * Answers one question: 0 <= answer < options, 0 being the dullest. For `schedule`, `view` shows
   * who the options are (`candidate(i)`) and what each has announced. (Where time may pass at any
   * moment, the last `schedule` option beyond the ready threads lets it.)
   */
  decide(kind: DecisionKind, options: number, view: Execution): number;
}
