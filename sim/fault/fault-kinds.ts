/** What can go wrong in the simulated system besides the schedule; nothing does unless a plan says so. */
export const FAULT_KINDS = [
  /** a read gets less than there is, and the rest later */
  "shortRead",
  /** a write takes less than there is room for */
  "shortWrite",
  /** an operation that could be done now says "would block" */
  "wouldBlock",
  /** the poller tells of a readiness that does not hold */
  "spuriousReadiness",
  /** a blocking call is interrupted */
  "interrupted",
  /** a connection is reset */
  "reset",
  /** a connection is refused */
  "refusal",
  /** a packet takes longer than it should */
  "latency",
  /** a packet is lost */
  "loss",
  /** a packet arrives twice */
  "duplicate",
  /** a packet is overtaken by a later one */
  "reorder",
  /** two hosts cannot reach each other for a while */
  "partition",
  /** one host cannot reach another one for a while */
  "oneWayPartition",
  /** what is sent between two hosts is held back for a while */
  "hold",
  /** a host goes down, and comes back after a while */
  "crash",
  /** a host does nothing for a while */
  "pause",
  /** a host's clock runs faster or slower */
  "drift",
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];
