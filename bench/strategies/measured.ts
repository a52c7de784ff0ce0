/** What was measured of one program, and what the project set out to reach. */

/** Each of them alone, and then the mix of them. */
export const SINGLES = ["random", "pos", "pct:3", "urw", "surw", "delay:3", "guided"] as const;
export const MIX = "portfolio";
export const STRATEGIES = [...SINGLES, MIX] as const;
export type StrategyName = (typeof STRATEGIES)[number];

export interface Measured {
  readonly program: string;
  /** Schedules of a series, at which it was given up. */
  readonly schedulesMax: number;
  /** Medians of the number of schedules; Infinity: more than `schedulesMax`. */
  readonly medians: Readonly<Record<StrategyName, number>>;
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

/** How many times the schedules of the best single strategy the mix needs; NaN where none found anything. */
export function mixToBest({ medians }: Measured): number {
  const best = Math.min(...SINGLES.map((name) => medians[name]));
  return best === Number.POSITIVE_INFINITY ? Number.NaN : medians[MIX] / best;
}
