/** A fault plan: which faults may strike, how likely and how often. Data, so that it can be a file. */
import { z } from "zod";
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

export const CHANCE = 0.1;
const MIN_NS = 1_000_000;
const MAX_NS = 100_000_000;

const wholeNs = z.int().min(0);
const spec = z
  .strictObject({ chance: z.number().min(0).max(1), most: z.int().min(0), minNs: wholeNs, maxNs: wholeNs })
  .partial()
  .refine(({ minNs, maxNs }) => minNs === undefined || maxNs === undefined || minNs <= maxNs, {
    error: "minNs is above maxNs",
  });
const schema = z.partialRecord(z.enum(FAULT_KINDS), spec);

/**
 * `value` as a plan, its kinds in the order of `FAULT_KINDS`. Throws a `UsageError` that names
 * `origin`, the key, and what is wrong with it.
 */
export function parseFaultPlan(value: unknown, origin: string): FaultPlan {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new UsageError(`${origin}: ${wrongWith(parsed.error)}`);
  const given = parsed.data as FaultPlan;
  return Object.fromEntries(FAULT_KINDS.filter((kind) => kind in given).map((kind) => [kind, { ...given[kind] }]));
}

/** Of several mistakes the first. */
function wrongWith({ issues }: z.ZodError): string {
  const [issue] = issues;
  if (issue === undefined) return "it is no fault plan";
  const [kind, key] = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    const [unknown] = issue.keys;
    return kind === undefined
      ? `there is no fault "${unknown}": use ${FAULT_KINDS.join(", ")}`
      : `${kind} has no setting "${unknown}": use chance, most, minNs, maxNs`;
  }
  if (kind === undefined) return `a fault plan is an object such as { "loss": { "chance": 0.2 } }`;
  if (key === undefined) {
    return issue.code === "custom"
      ? `${kind}: ${issue.message}`
      : `${kind} must be an object such as { "chance": 0.2 }`;
  }
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
