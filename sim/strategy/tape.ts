/**
 * `tape`: answers from an array of raw numbers, for fast-check and fuzzers, which know nothing of
 * what will be asked: each is taken modulo the number of options, and after the last comes 0, so
 * every array is a valid execution and a shorter or smaller one a simpler execution.
 */
import type { DecisionKind } from "../decision.ts";
import { UsageError } from "../finding/usage-error.ts";
import type { Strategy } from "./strategy.ts";

export class TapeStrategy implements Strategy {
  readonly name = "tape";
  readonly systematic = false;
  private readonly answers: readonly number[];
  private position = 0;

  /** Throws a `UsageError` for anything but whole numbers of at least 0. */
  constructor(answers: readonly number[]) {
    answers.forEach((answer, at) => {
      if (Number.isSafeInteger(answer) && answer >= 0) return;
      throw new UsageError(`tape: answer ${at} is ${answer}: give whole numbers of at least 0`);
    });
    this.answers = answers;
  }

  /** Questions answered so far: numbers of the array beyond it did nothing. */
  get asked(): number {
    return this.position;
  }

  begin(): boolean {
    this.position = 0;
    return true;
  }

  decide(_kind: DecisionKind, options: number): number {
    const answer = this.answers[this.position++];
    return answer === undefined ? 0 : answer % options;
  }
}
