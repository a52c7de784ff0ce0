/**
 * `scenario({...})`: a named, runnable race, watched by every monitor that applies unless it says
 * otherwise. What a scenario file exports, ours as well as a user's own.
 */
import type {
  Bounds,
  Coverage,
  Drawn,
  Expectation,
  FaultPlan,
  Listener,
  Op,
  OptionSpecs,
  Scenario,
} from "../sim/index.ts";
import { parseFaultPlan, UsageError } from "../sim/index.ts";
import { allCoverage } from "./coverage/all.ts";
import { allMonitors } from "./monitors/all.ts";

/** What the author of a scenario writes. */
export interface ScenarioSpec<S extends OptionSpecs> {
  /** Permanent: `area/kebab-name`. */
  readonly name: string;
  /** One sentence: who races with whom. */
  readonly about: string;
  /** The upstream test or issue, or the text that it comes from. */
  readonly source: string;
  /** What may be drawn from the seed, with ranges; nothing by default. The first value is the dullest. */
  readonly options?: S;
  /** Limits that differ from the default ones. */
  readonly bounds?: Partial<Bounds>;
  /** `clean` by default, or the finding that this scenario, wrong on purpose, must produce. */
  readonly expect?: Expectation;
  /** The faults that may strike, and how likely; none by default. */
  readonly faults?: FaultPlan;
  /** The monitors to run; by default all of `allMonitors()`. */
  readonly monitors?: () => readonly Listener[];
  /** What `fuzz --coverage` counts; by default all of `allCoverage()`. */
  readonly coverage?: () => readonly Coverage[];
  /** The race itself; called anew for each execution. */
  model(options: Drawn<S>): Op<void>;
}

const NAME = /^[a-z0-9]+(-[a-z0-9]+)*\/[a-z0-9]+(-[a-z0-9]+)*$/;

/** Fills in the defaults. Throws a `UsageError` where the name is not `area/kebab-name`. */
export function scenario<const S extends OptionSpecs = Record<never, never>>(spec: ScenarioSpec<S>): Scenario<S> {
  if (!NAME.test(spec.name)) {
    throw new UsageError(`scenario "${spec.name}": name it area/kebab-name, as in "atomic-waker/basic-notification"`);
  }
  return {
    name: spec.name,
    about: spec.about,
    source: spec.source,
    // Without options there is nothing to draw, whatever S was inferred to be.
    options: spec.options ?? ({} as S),
    bounds: spec.bounds ?? {},
    expect: spec.expect ?? "clean",
    faults: parseFaultPlan(spec.faults ?? {}, `scenario "${spec.name}"`),
    monitors: spec.monitors ?? allMonitors,
    coverage: spec.coverage ?? allCoverage,
    model: (options) => spec.model(options),
  };
}
