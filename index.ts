/**
 * The public door of Reveille for those who write scenarios and tests: `reveille`. The layers have
 * doors of their own: `reveille/sim`, `reveille/runtime`, `reveille/properties`.
 */
export { allMonitors, type ScenarioSpec, scenario } from "./properties/index.ts";
export {
  assert,
  type Bounds,
  CheckFailed,
  type CheckOptions,
  type CheckReport,
  check,
  type Drawn,
  type Expectation,
  type Finding,
  type FindingKind,
  type Listener,
  type Op,
  type OptionSpec,
  type OptionSpecs,
  type Report,
  type Scenario,
  UsageError,
} from "./sim/index.ts";
