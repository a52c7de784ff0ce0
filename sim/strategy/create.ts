/** Strategies by name, as `--strategy` and `check` take them. */
import { UsageError } from "../finding/usage-error.ts";
import { DELAYS_MAX, DelayStrategy } from "./delay.ts";
import { DfsStrategy } from "./dfs.ts";
import { GuidedStrategy } from "./guided/guided.ts";
import { PCT_DEPTH_MAX, PctStrategy } from "./pct.ts";
import { PortfolioStrategy } from "./portfolio.ts";
import { PosStrategy } from "./pos.ts";
import { RandomStrategy } from "./random.ts";
import { RoundRobinStrategy } from "./round-robin.ts";
import type { Strategy } from "./strategy.ts";
import { SurwStrategy } from "./surw.ts";
import { UrwStrategy } from "./urw.ts";

/** `pct` and `fair-pct` without a depth. */
const PCT_DEPTH = 3;

/** `delay` without a number. */
const DELAYS = 3;

/** What `createStrategy` takes; `:` and a number may follow `pct`, `fair-pct`, `delay` and `dfs`. */
export const STRATEGY_NAMES = [
  "portfolio",
  "random",
  "pos",
  "pct",
  "fair-pct",
  "urw",
  "surw",
  "delay",
  "guided",
  "roundRobin",
  "dfs",
] as const;

const FORMS =
  "portfolio, random, pos, pct[:depth], fair-pct[:depth], urw, surw, delay[:delays], guided, roundRobin, dfs[:preemptions]";

/**
 * The strategy called `name`: `random`, `pct:2`, `dfs:3`. Where no number is given, PCT has depth 3,
 * `delay` 3 delays, and `dfs` no bound. Throws a `UsageError` that lists the names for any other.
 */
export function createStrategy(name: string): Strategy {
  const [, base, digits] = /^([a-zA-Z-]+)(?::(\d{1,9}))?$/.exec(name) ?? [];
  const parameter = digits === undefined ? undefined : Number(digits);
  switch (base) {
    case "pct":
      return new PctStrategy(pctDepth(name, parameter));
    case "fair-pct":
    case "pct-fair":
      return new PctStrategy(pctDepth(name, parameter), "fair");
    case "delay":
      return new DelayStrategy(delays(name, parameter));
    case "dfs":
      return new DfsStrategy(parameter);
  }
  if (parameter === undefined) {
    switch (base) {
      case "portfolio":
        return new PortfolioStrategy();
      case "random":
        return new RandomStrategy();
      case "pos":
        return new PosStrategy();
      case "urw":
        return new UrwStrategy();
      case "surw":
        return new SurwStrategy();
      case "guided":
        return new GuidedStrategy();
      case "roundRobin":
        return new RoundRobinStrategy();
    }
  }
  throw new UsageError(`unknown strategy "${name}": use one of ${FORMS}`);
}

function pctDepth(name: string, depth = PCT_DEPTH): number {
  if (depth >= 1 && depth <= PCT_DEPTH_MAX) return depth;
  throw new UsageError(`strategy "${name}": the depth of pct is a whole number from 1 to ${PCT_DEPTH_MAX}`);
}

function delays(name: string, count = DELAYS): number {
  if (count >= 1 && count <= DELAYS_MAX) return count;
  throw new UsageError(`strategy "${name}": the number of delays is a whole number from 1 to ${DELAYS_MAX}`);
}
