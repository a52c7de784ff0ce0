/**
 * `dfs`: all executions, one by one, by trying every answer to every question, of every kind, last
 * question first. Naive: orders of steps that do not touch each other are tried too, and so are
 * the moments at which a new thread runs up to its first step. A loop that can spin for ever makes
 * each of its rounds a question: bound the steps.
 *
 * With a preemption bound (Musuvathi, Qadeer: "Iterative Context Bounding for Systematic Testing
 * of Multithreaded Programs", PLDI 2007) only the executions with at most that many preemptions
 * are tried: answers other than 0 to `schedule` while the current thread could go on, letting time
 * pass included.
 */
import type { DecisionKind } from "../decision.ts";
import type { Execution } from "../engine/execution.ts";
import { UsageError } from "../finding/usage-error.ts";
import { diverge, showAsked, showQuestion } from "./divergence.ts";
import type { Strategy } from "./strategy.ts";

export class DfsStrategy implements Strategy {
  readonly name: string;
  readonly systematic = true;
  /** True once every execution within the bound has been tried. */
  complete = false;
  /** True once the bound has kept an answer from being tried: there are executions beyond it. */
  bounded = false;
  private readonly preemptions: number;
  // The questions of the present execution: those up to `position` were asked.
  private readonly kinds: DecisionKind[] = [];
  private readonly options: number[] = [];
  /** How many of the options are within the bound. */
  private readonly allowed: number[] = [];
  private readonly answers: number[] = [];
  private position = 0;
  private used = 0;
  private started = false;

  /** `preemptions`: the most in one execution; leave it out for no bound. */
  constructor(preemptions = Number.POSITIVE_INFINITY) {
    const unbounded = preemptions === Number.POSITIVE_INFINITY;
    if (!unbounded && (!Number.isSafeInteger(preemptions) || preemptions < 0)) {
      throw new UsageError(`dfs: the preemption bound is ${preemptions}: give a whole number of at least 0`);
    }
    this.preemptions = preemptions;
    this.name = unbounded ? "dfs" : `dfs:${preemptions}`;
  }

  begin(): boolean {
    if (this.started) this.advance();
    this.started = true;
    this.position = 0;
    this.used = 0;
    return !this.complete;
  }

  decide(kind: DecisionKind, options: number, view: Execution): number {
    const at = this.position;
    if (at === this.answers.length) this.extend(kind, options, view);
    else if (this.kinds[at] !== kind || this.options[at] !== options) this.refuse(at, kind, options, view);
    this.position++;
    const answer = this.answers[at] as number; // at < length
    if (answer !== 0 && kind === "schedule" && view.thread.ready) this.used++;
    return answer;
  }

  /** A question asked for the first time: the dullest answer first. */
  private extend(kind: DecisionKind, options: number, view: Execution): void {
    const exhausted = kind === "schedule" && view.thread.ready && this.used >= this.preemptions;
    this.kinds.push(kind);
    this.options.push(options);
    this.allowed.push(exhausted ? 1 : options);
    this.answers.push(0);
    if (exhausted) this.bounded = true;
  }

  /** Moves on to the next execution: another answer to the last question that has one left. */
  private advance(): void {
    if (this.position < this.answers.length) {
      throw new UsageError(
        `dfs: the model is not deterministic: it asked ${this.answers.length} questions or more before and ${this.position} now, though all were answered alike: let it draw its choices by random()`,
      );
    }
    while (this.answers.length > 0) {
      const last = this.answers.length - 1;
      const next = (this.answers[last] as number) + 1; // last < length
      if (next < (this.allowed[last] as number)) {
        this.answers[last] = next;
        return;
      }
      this.kinds.pop();
      this.options.pop();
      this.allowed.pop();
      this.answers.pop();
    }
    this.complete = true;
  }

  private refuse(at: number, kind: DecisionKind, options: number, view: Execution): never {
    const expected = showQuestion(this.kinds[at] as DecisionKind, this.options[at] as number); // at < length
    diverge({ question: at + 1, step: view.steps, expected, actual: showAsked(kind, options, view) }, view);
  }
}
