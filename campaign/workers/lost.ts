/** Whoever was at a piece of work died or hangs; says in a line what became of it. */
export class WorkerLost extends Error {
  override readonly name = "WorkerLost";
}
