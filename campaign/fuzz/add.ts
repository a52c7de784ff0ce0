/** Adds up the sums of spans: in any order and grouping the same, but for the order of lists. */
import type { FaultKind } from "../../sim/index.ts";
import type { CoverageSum, Failure, Instance, PlayedBy, Sums } from "./span.ts";

/**
 * Of a scenario that fails in ever new ways so many are told apart, those that it showed first; the
 * others are a number, so that it does not take all memory. Their counts are lower bounds from then on.
 */
export const WAYS_MAX = 1_000;

export function add(a: Sums, b: Sums): Sums {
  const { failures, others } = firstOf(addFailures(a.failures, b.failures));
  return {
    executions: a.executions + b.executions,
    steps: a.steps + b.steps,
    conflicts: a.conflicts + b.conflicts,
    virtualTimeNs: Math.max(a.virtualTimeNs, b.virtualTimeNs),
    schedule: a.schedule ?? b.schedule,
    schedulesDiffer:
      a.schedulesDiffer || b.schedulesDiffer || (a.schedule ?? b.schedule) !== (b.schedule ?? a.schedule),
    faults: addFaults(a.faults, b.faults),
    strategies: addStrategies(a.strategies, b.strategies),
    failures,
    otherFailures: a.otherFailures + b.otherFailures + others,
    coverage: addCoverage(a.coverage, b.coverage),
    sampled: a.sampled + b.sampled,
    features: addFeatures(a.features, b.features),
  };
}

/** Shorter as found, or else earlier. */
export function smaller(a: Instance, b: Instance): Instance {
  const order = a.steps - b.steps || a.switches - b.switches || a.index - b.index;
  return order <= 0 ? a : b;
}

export function addFailures(a: readonly Failure[], b: readonly Failure[]): readonly Failure[] {
  return mergedBy(a, b, ({ fingerprint }) => fingerprint, addFailure);
}

function addFailure(a: Failure, b: Failure): Failure {
  const smallest = smaller(a.smallest, b.smallest);
  return {
    ...(smallest === a.smallest ? a : b),
    count: a.count + b.count,
    first: Math.min(a.first, b.first),
    smallest,
  };
}

/** Those that showed first; and how many executions failed, unexpectedly, in the ways that are left out. */
function firstOf(failures: readonly Failure[]): { readonly failures: readonly Failure[]; readonly others: number } {
  if (failures.length <= WAYS_MAX) return { failures, others: 0 };
  const inOrder = [...failures].sort((a, b) => a.first - b.first);
  const rest = inOrder.slice(WAYS_MAX).filter(({ expected }) => !expected);
  return { failures: inOrder.slice(0, WAYS_MAX), others: rest.reduce((sum, { count }) => sum + count, 0) };
}

function addFaults(a: Sums["faults"], b: Sums["faults"]): Sums["faults"] {
  return mergedBy(
    a,
    b,
    ([fault]) => fault,
    ([fault, offered, struck], other): readonly [FaultKind, number, number] => [
      fault,
      offered + other[1],
      struck + other[2],
    ],
  );
}

function addStrategies(a: Sums["strategies"], b: Sums["strategies"]): Sums["strategies"] {
  const sums: Record<string, PlayedBy> = { ...a };
  for (const [name, { executions, failures }] of Object.entries(b)) {
    const before = sums[name] ?? { executions: 0, failures: 0 };
    sums[name] = { executions: before.executions + executions, failures: before.failures + failures };
  }
  return sums;
}

function addCoverage(a: readonly CoverageSum[], b: readonly CoverageSum[]): readonly CoverageSum[] {
  return mergedBy(
    a,
    b,
    ({ name, subject, outcome }) => `${name}\n${subject}\n${outcome}`,
    (row, other) => ({ ...row, count: row.count + other.count }),
  );
}

function addFeatures(a: Sums["features"], b: Sums["features"]): Sums["features"] {
  return mergedBy(
    a,
    b,
    ([feature]) => feature,
    ([feature, seen], other): readonly [number, number] => [feature, Math.min(2, seen + other[1])],
  );
}

/** `a`, with those of `b` that have the same key added to them and the others behind. */
function mergedBy<T, K>(a: readonly T[], b: readonly T[], key: (item: T) => K, sum: (x: T, y: T) => T): readonly T[] {
  if (b.length === 0) return a;
  if (a.length === 0) return b;
  const byKey = new Map(a.map((item) => [key(item), item]));
  for (const item of b) {
    const known = byKey.get(key(item));
    byKey.set(key(item), known === undefined ? item : sum(known, item));
  }
  return [...byKey.values()];
}
