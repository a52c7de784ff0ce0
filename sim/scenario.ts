/**
 * What a runnable, named race is to the engine: a model with options drawn from the seed, bounds,
 * and what to expect of it. The layer `properties` adds the monitors that apply by default.
 */
import type { Coverage } from "./coverage/coverage.ts";
import type { Bounds } from "./engine/bounds.ts";
import type { Listener } from "./engine/listener.ts";
import type { FaultPlan } from "./fault/fault-plan.ts";
import type { FindingKind } from "./finding/finding.ts";
import type { Op } from "./op.ts";

/** A whole number of a range, ends included, or one of a list; the first is the dullest. */
export type OptionSpec =
  | { readonly from: number; readonly to: number }
  | { readonly oneOf: readonly (string | number | boolean)[] };

export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

/** The values drawn for `S`. */
export type Drawn<S extends OptionSpecs> = {
  readonly [K in keyof S]: S[K] extends { readonly oneOf: readonly (infer V)[] } ? V : number;
};

/** `clean`, or the finding that a scenario wrong on purpose must produce. */
export type Expectation = "clean" | { readonly kind: FindingKind; readonly invariant?: string };

export interface Scenario<S extends OptionSpecs = OptionSpecs> {
  /** Permanent: `area/kebab-name`. */
  readonly name: string;
  /** One sentence: who races with whom. */
  readonly about: string;
  /** The upstream test or issue, or the text it comes from. */
  readonly source: string;
  readonly options: S;
  readonly bounds: Partial<Bounds>;
  readonly expect: Expectation;
  /** The faults that may strike in it; none by default. */
  readonly faults?: FaultPlan;
  /** The model; called anew for each execution, with that execution's options. */
  model(options: Drawn<S>): Op<void>;
  /** Made once per search and told of each execution by `onBegin`. */
  monitors(): readonly Listener[];
  /** What to count where a campaign is asked for coverage; called once per campaign. */
  coverage?(): readonly Coverage[];
}
