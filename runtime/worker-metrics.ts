/**
 * `WorkerMetrics`: what one worker counts of its own work, tokio's `runtime/metrics/worker.rs`. Plain
 * numbers: only the worker writes them, and who looks at them from elsewhere sees how many it is just then.
 */
export class WorkerMetrics {
  /** Times it slept. */
  parks = 0;
  /** Times it slept or ceased to: odd while it sleeps. */
  parksAndUnparks = 0;
  /** Times it woke up and found nothing to do. */
  noops = 0;
  /** Tasks that it took from others, and how often it took any. */
  steals = 0;
  stealOperations = 0;
  /** Polls of tasks. */
  polls = 0;
  /** Tasks that it scheduled itself. */
  localSchedules = 0;
  /** Times its queue was full. */
  overflows = 0;
}
