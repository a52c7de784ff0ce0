/** Whoever was at a piece of work died or hangs; says in a line what became of it. */
export class WorkerLost extends Error {
  override readonly name = "WorkerLost";
}

/** What somebody was lost at is given up after so many losses: whoever takes it is lost again. */
export const LOSSES_MAX = 2;
