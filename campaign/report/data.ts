/**
 * What is embedded in a report, as JSON: written by the command line, read by the page. Plain data of
 * its own, so that the page depends on nothing else. A field that has nothing to say is left out.
 */

export type ReportData =
  | { readonly page: "finding"; readonly version: string; readonly finding: FindingView }
  | { readonly page: "campaign"; readonly version: string; readonly campaign: CampaignView };

export interface FindingView {
  /** Name of its file, without folder. */
  readonly file: string;
  readonly fingerprint: string;
  readonly scenario: string;
  readonly kind: string;
  readonly invariant: string | null;
  /** What broke, in the words of the domain. */
  readonly message: string;
  readonly details: readonly string[];
  readonly seed: string | null;
  readonly strategy: string;
  readonly memory: string;
  /** The version that found it. */
  readonly version: string;
  readonly again: { readonly failed: number; readonly of: number };
  readonly options: Readonly<Record<string, string | number | boolean>>;
  /** One line on the faults in force, null where none was planned. */
  readonly faults: string | null;
  /** Where one switch decides: one line that says which. */
  readonly decisive: { readonly afterStep: number; readonly text: string } | null;
  /** The commands that show it again. */
  readonly replay: string;
  readonly run: string | null;
  readonly shrunk: RunView | null;
  readonly original: RunView | null;
  /** Why a run is missing, or is not what was recorded. */
  readonly problem: string | null;
  /** File -> line number -> text: the lines that steps stand on, with their neighbours. */
  readonly sources: Readonly<Record<string, Readonly<Record<number, string>>>>;
  /** The report as it was printed. */
  readonly text: string;
}

export interface RunView {
  /** As reports count it: a call that waits for ever is a step. */
  readonly size: { readonly steps: number; readonly switches: number };
  /** How many steps were performed, also those that are left out of `steps`. */
  readonly stepCount: number;
  readonly virtualTimeNs: number;
  readonly threads: readonly ThreadView[];
  readonly steps: readonly StepView[];
  /** Steps in the middle that are not among `steps`; null where all are. */
  readonly leftOut: { readonly from: number; readonly to: number } | null;
  /** The threads that could not go on at the end. */
  readonly waiting: readonly WaitingView[];
}

export interface ThreadView {
  readonly path: string;
  readonly name: string;
}

export interface WaitingView {
  /** Index into `threads`. */
  readonly thread: number;
  readonly call: string;
  readonly waitsFor: string;
}

export interface StepView {
  /** Position in the execution, from 1. */
  readonly index: number;
  /** Index into `threads`. */
  readonly thread: number;
  readonly call: string;
  readonly kind: string;
  readonly access: "none" | "read" | "write";
  readonly result?: string;
  readonly ordering?: string;
  /** The object: its identity among all sorts, its name in the model, and what it is. */
  readonly object?: string;
  readonly label?: string;
  readonly sort?: string;
  /** Newest value of the location after the step. */
  readonly value?: string;
  /** Index of the step whose write was read. */
  readonly readsFrom?: number;
  readonly stale?: boolean;
  /** Threads (indices) that could not go on before this step and can after it. */
  readonly lets?: readonly number[];
  readonly notes?: readonly string[];
  readonly faults?: readonly string[];
  /** As `file:line:column`. */
  readonly place?: string;
  readonly timeNs: number;
}

export interface CampaignView {
  readonly folder: string;
  /** As pairs for people: seed, strategy, budget, ... */
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly over: string | null;
  readonly executions: number;
  readonly steps: number;
  readonly seconds: number;
  readonly scenarios: readonly ScenarioRow[];
  readonly strategies: readonly StrategyRow[];
  readonly findings: readonly FindingRow[];
  readonly coverage: readonly CoveragePoint[];
  readonly lost: readonly LostRow[];
  readonly warnings: readonly string[];
}

export interface ScenarioRow {
  readonly name: string;
  readonly executions: number;
  readonly steps: number;
  readonly failures: number;
  readonly verdict: "findings" | "as expected" | "clean" | "missing" | "too few to judge" | "not run";
}

export interface StrategyRow {
  readonly name: string;
  readonly executions: number;
  readonly failures: number;
}

export interface FindingRow {
  /** Executions that failed so. */
  readonly count: number;
  /** Under which strategy the run was played that was investigated. */
  readonly strategy: string;
  /** Seconds since the beginning; null where the journal does not say. */
  readonly at: number | null;
  readonly view: FindingView;
}

export interface CoveragePoint {
  readonly at: number;
  readonly executions: number;
  /** How many distinct ones were seen, by kind of feature. */
  readonly seen: Readonly<Record<string, number>>;
  /** How likely the next execution shows something new; null where it cannot be told. */
  readonly chanceOfNew: number | null;
}

export interface LostRow {
  readonly scenario: string;
  readonly from: number;
  readonly to: number;
  readonly why: string;
  /** Not played again by anybody else. */
  readonly givenUp: boolean;
  readonly at: number;
}
