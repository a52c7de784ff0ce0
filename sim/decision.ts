/**
 * The kinds of question that `decide` is asked. Everything that could go one way or another is one
 * of these; option 0 is always the dullest answer.
 */
export const DECISION_KINDS = [
  /** which thread goes next (0: the current one) */
  "schedule",
  /** which store a load sees (0: the newest) */
  "read",
  /** whether a weak compare-exchange fails though it could succeed (0: no) */
  "weakCas",
  /** whether a blocking wait wakes without cause (0: no) */
  "spurious",
  /** which waiter a notification goes to (0: the longest waiting) */
  "notify",
  /** a value of a scenario's options (0: the smallest) */
  "option",
  /** a random number that the modelled program draws */
  "random",
  /** whether and how a fault strikes (0: not) */
  "fault",
  /** how long something takes (0: the shortest) */
  "delay",
  /** where a store goes in its location's modification order (0: after all others) */
  "coherence",
  /** which of the things due together happens next (0: the first that came due; behind them all: threads go first) */
  "due",
] as const;

export type DecisionKind = (typeof DECISION_KINDS)[number];
