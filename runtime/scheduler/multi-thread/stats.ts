/**
 * What a worker knows of its own work, after tokio's `multi_thread/stats.rs`: what the metrics show, and how
 * long a poll takes on average, from which follows how many may go by before it looks at the inject queue.
 *
 * Time is virtual: it passes only while a task sleeps inside of its poll. Where none does, polls cost
 * nothing, and the interval rises to its highest.
 */
import { now } from "../../../sim/index.ts";
import type { WorkerMetrics } from "../../worker-metrics.ts";
import type { QueueStats } from "./queue.ts";

/** The weight of a single poll in the average. */
const ALPHA = 0.1;
/** How long the inject queue may wait at most. */
const TARGET_INTERVAL_NS = 200_000;
const MIN_POLLS = 2;
const MAX_POLLS = 127;
/** The polls in an interval before anything was measured. */
const FIRST_POLLS = 61;

export class Stats implements QueueStats {
  private batchStartedAt = now();
  private polledInBatch = 0;
  private pollTimeNs = TARGET_INTERVAL_NS / FIRST_POLLS;
  private pollsAtPark = 0;
  private readonly metrics: WorkerMetrics;

  constructor(metrics: WorkerMetrics) {
    this.metrics = metrics;
  }

  /** After how many ticks to look at the inject queue: `configured`, or else what was measured says. */
  tunedGlobalQueueInterval(configured: number | null): number {
    if (configured !== null) return configured;
    const polls = Math.trunc(TARGET_INTERVAL_NS / this.pollTimeNs);
    return Math.min(MAX_POLLS, Math.max(MIN_POLLS, polls));
  }

  startProcessing(): void {
    this.batchStartedAt = now();
    this.polledInBatch = 0;
  }

  endProcessing(): void {
    const polls = this.polledInBatch;
    if (polls === 0) return;
    const mean = (now() - this.batchStartedAt) / polls;
    const weight = 1 - (1 - ALPHA) ** polls;
    this.pollTimeNs = weight * mean + (1 - weight) * this.pollTimeNs;
  }

  startPoll(): void {
    this.polledInBatch++;
    this.metrics.polls++;
  }

  aboutToPark(): void {
    const { metrics } = this;
    metrics.parks++;
    metrics.parksAndUnparks++;
    if (metrics.polls === this.pollsAtPark) metrics.noops++;
    this.pollsAtPark = metrics.polls;
  }

  unparked(): void {
    this.metrics.parksAndUnparks++;
  }

  scheduledLocally(): void {
    this.metrics.localSchedules++;
  }

  overflowed(): void {
    this.metrics.overflows++;
  }

  stole(tasks: number): void {
    this.metrics.steals += tasks;
    this.metrics.stealOperations++;
  }
}
