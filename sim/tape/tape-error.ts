/** A tape cannot be used; the message says why and what to do. */
export const TAPE_PROBLEMS = ["not-a-tape", "format", "truncated", "damaged"] as const;

export type TapeProblem = (typeof TAPE_PROBLEMS)[number];

export class TapeError extends Error {
  override readonly name = "TapeError";
  readonly problem: TapeProblem;

  constructor(problem: TapeProblem, message: string) {
    super(message);
    this.problem = problem;
  }
}
