/**
 * What an execution showed, as a set of features: which conflicting accesses came right after each
 * other, which write a read saw, which outcomes and lock orders there were, where a fault struck. Two
 * executions with the same features went the same way as far as a search can profit from.
 *
 * A feature is a number, its kind above and a hash of its text below, so that features of other
 * processes and other days are the same. Names that differ in numbers only are one, as in fingerprints:
 * workers of a pool, slots of a queue.
 */
import type { Execution } from "../engine/execution.ts";
import { SYSTEM } from "../engine/keeper.ts";
import type { Listener, SimEvent } from "../engine/listener.ts";
import type { Operation } from "../engine/operation.ts";
import { isFault } from "../fault/strike.ts";
import { alike } from "../report/fingerprint.ts";
import { Accesses } from "./accesses.ts";
import type { Coverage } from "./coverage.ts";
import { FeatureSet } from "./feature-set.ts";
import { LockOrders } from "./lock-orders.ts";

export class FeatureListener implements Listener {
  private readonly coverages: readonly Coverage[];
  private readonly found = new FeatureSet();
  private readonly accesses = new Accesses(this.found);
  private readonly locks = new LockOrders(this.found);
  private execution: Execution | null = null;
  /** The counts of the coverages' rows before the execution, by coverage and row. */
  private readonly counts: number[][];

  /** `coverages` are the listener's own: it tells them what it hears. */
  constructor(coverages: readonly Coverage[] = []) {
    this.coverages = coverages;
    this.counts = coverages.map((coverage) => coverage.rows().map(({ count }) => count));
  }

  onBegin(execution: Execution): void {
    this.settle();
    this.execution = execution;
    this.found.clear();
    this.accesses.begin();
    this.locks.begin();
    for (const coverage of this.coverages) coverage.onBegin?.(execution);
  }

  onStep(op: Operation, result: unknown): void {
    if (op.target !== null) {
      this.accesses.step(op, op.target);
      this.locks.step(op, op.target, result);
    }
    for (const coverage of this.coverages) coverage.onStep?.(op, result);
  }

  onEvent(event: SimEvent): void {
    const { execution } = this;
    if (execution !== null && isFault(event)) {
      const { thread } = execution;
      const during = thread.path === SYSTEM ? SYSTEM : thread.op.kind.name;
      const at = event.where === "" ? "" : ` at ${alike(event.where)}`;
      this.found.add("fault", `${event.fault}${at} during ${during}`);
    }
    for (const coverage of this.coverages) coverage.onEvent?.(event);
  }

  onStuck(execution: Execution): void {
    for (const coverage of this.coverages) coverage.onStuck?.(execution);
  }

  onEnd(execution: Execution): void {
    for (const coverage of this.coverages) coverage.onEnd?.(execution);
  }

  /** Those of the last execution, each once. */
  features(): readonly number[] {
    this.settle();
    return this.found.features();
  }

  /** The rows that grew since they were last looked at: outcomes of this execution. */
  private settle(): void {
    this.coverages.forEach((coverage, at) => {
      const counts = this.counts[at] ?? [];
      coverage.rows().forEach(({ subject, outcome, count }, row) => {
        if (count === counts[row]) return;
        counts[row] = count;
        this.found.add("transition", `${coverage.name} ${subject} ${outcome}`);
      });
    });
  }
}
