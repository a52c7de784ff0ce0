/** A fault plan: which faults may strike, how likely and how often. Data, so that it can be a file. */
import * as v from "valibot";
import { UsageError } from "../finding/usage-error.ts";
import { FAULT_KINDS, type FaultKind } from "./fault-kinds.ts";

/** How one kind of fault strikes. */
export interface FaultSpec {
  /** How likely it is each time it could strike: 0 (never) to 1 (always); default 0.1. */
  readonly chance?: number;
  /** The most strikes in one execution; default: no limit. */
  readonly most?: number;
  /** The shortest that it lasts, in virtual ns; default 1 ms. */
  readonly minNs?: number;
  /** The longest that it lasts, in virtual ns; default 100 ms. */
  readonly maxNs?: number;
}

/** The kinds of fault that may strike; all others do not. */
export type FaultPlan = { readonly [K in FaultKind]?: FaultSpec };

export const NO_FAULTS: FaultPlan = {};

export const CHANCE = 0.1;
const MIN_NS = 1_000_000;
const MAX_NS = 100_000_000;

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const spec = v.pipe(
  v.strictObject({
    chance: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
    most: v.optional(whole),
    minNs: v.optional(whole),
    maxNs: v.optional(whole),
  }),
  v.check(({ minNs, maxNs }) => minNs === undefined || maxNs === undefined || minNs <= maxNs, "minNs is above maxNs"),
);
const schema = v.pipe(
  v.unknown(),
  v.check((value) => !Array.isArray(value)), // which is an object without keys to what follows
  v.strictObject(Object.fromEntries(FAULT_KINDS.map((kind) => [kind, v.optional(spec)]))),
);

/**
 * `value` as a plan, its kinds in the order of `FAULT_KINDS`. Throws a `UsageError` that names
 * `origin`, the key, and what is wrong with it.
 */
export function parseFaultPlan(value: unknown, origin: string): FaultPlan {
  const parsed = v.safeParse(schema, value);
  if (!parsed.success) throw new UsageError(`${origin}: ${wrongWith(parsed.issues[0])}`);
  const given = parsed.output as FaultPlan;
  return Object.fromEntries(FAULT_KINDS.filter((kind) => kind in given).map((kind) => [kind, { ...given[kind] }]));
}

function wrongWith(issue: v.BaseIssue<unknown>): string {
  const [kind, key] = (issue.path ?? []).map((item) => String(item.key));
  if (kind === undefined) return `a fault plan is an object such as { "loss": { "chance": 0.2 } }`;
  const unknown = issue.expected === "never";
  if (key === undefined) {
    if (unknown) return `there is no fault "${kind}": use ${FAULT_KINDS.join(", ")}`;
    return issue.type === "check" ? `${kind}: ${issue.message}` : `${kind} must be an object such as { "chance": 0.2 }`;
  }
  if (unknown) return `${kind} has no setting "${key}": use chance, most, minNs, maxNs`;
  return `${kind}.${key} ${MUST_BE[key] ?? issue.message}`;
}

const MUST_BE: Readonly<Record<string, string>> = {
  chance: "must be a number from 0 to 1",
  most: "must be a whole number of at least 0",
  minNs: "must be whole nanoseconds, 0 or more",
  maxNs: "must be whole nanoseconds, 0 or more",
};

/** `spec` with its defaults filled in. */
export function completeSpec({ chance = CHANCE, most, minNs, maxNs }: FaultSpec): Required<FaultSpec> {
  return {
    chance,
    most: most ?? Number.POSITIVE_INFINITY,
    minNs: minNs ?? Math.min(MIN_NS, maxNs ?? MIN_NS),
    maxNs: maxNs ?? Math.max(MAX_NS, minNs ?? MAX_NS),
  };
}

/** The kinds that `plan` names, in its order. */
export function plannedKinds(plan: FaultPlan): FaultKind[] {
  return Object.keys(plan) as FaultKind[]; // a plan has no other keys
}
