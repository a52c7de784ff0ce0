/** The exit codes of DESIGN.md, "Command line"; scripts rely on them. */
export const EXIT = {
  nothingFound: 0,
  findings: 1,
  /** Wrong usage, or input that cannot be read. */
  usage: 2,
  /** A replay left its tape, or the same seed gave two different runs. */
  diverged: 3,
  /** A limit was reached before the answer was complete. */
  limit: 4,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
