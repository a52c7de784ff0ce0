/** What was measured of one program, and what the project set out to reach. */

/** Each of them alone, and then the mix of them. */
export const SINGLES = ["random", "pos", "pct:3", "urw", "surw", "delay:3", "guided"] as const;
/** Series by which a row is measured again: the mean has a standard error of a fourteenth. */
export const SERIES_AGAIN = 200;
export const MIX = "portfolio";
export const STRATEGIES = [...SINGLES, MIX] as const;
export type StrategyName = (typeof STRATEGIES)[number];

export interface Measured {
  readonly program: string;
  /** Schedules of a series, at which it was given up. */
  readonly schedulesMax: number;
  /** Medians of the number of schedules; Infinity: more than `schedulesMax`. */
  readonly medians: Readonly<Record<StrategyName, number>>;
  /** Where the mix seems to need more than twice what the best needs: both again, in more series. */
  readonly again?: Again;
}

export interface Again {
  readonly best: StrategyName;
  /** Means, which are finer than medians. */
  readonly bestSchedules: number;
  readonly mixSchedules: number;
}

export interface Aim {
  readonly program: string;
  readonly strategy: StrategyName;
  readonly schedules: number;
}

export const AIMS: readonly Aim[] = [
  { program: "reorder_100", strategy: "surw", schedules: 200 },
  { program: "twostage_100", strategy: "surw", schedules: 460 },
  { program: "bluetooth_driver", strategy: "pos", schedules: 40 },
];

export function bestOf({ medians }: Measured): StrategyName {
  return SINGLES.reduce((best, name) => (medians[name] < medians[best] ? name : best));
}

/** How many times the schedules of the best single strategy the mix needs; NaN where none found anything. */
export function mixToBest(measured: Measured): number {
  const best = measured.medians[bestOf(measured)];
  return best === Number.POSITIVE_INFINITY ? Number.NaN : measured.medians[MIX] / best;
}
