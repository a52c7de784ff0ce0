/** Strategies by name, as `--strategy` and `check` take them. */
import { UsageError } from "../finding/usage-error.ts";
import { DfsStrategy } from "./dfs.ts";
import { GuidedStrategy } from "./guided.ts";
import { PCT_DEPTH_MAX, PctStrategy } from "./pct.ts";
import { PortfolioStrategy } from "./portfolio.ts";
import { PosStrategy } from "./pos.ts";
import { RandomStrategy } from "./random.ts";
import { RoundRobinStrategy } from "./round-robin.ts";
import type { Strategy } from "./strategy.ts";

/** `pct` and `fair-pct` without a depth. */
const PCT_DEPTH = 3;

/** What `createStrategy` takes; `:` and a number may follow `pct`, `fair-pct` and `dfs`. */
export const STRATEGY_NAMES = ["portfolio", "random", "pos", "pct", "fair-pct", "guided", "roundRobin", "dfs"] as const;

const FORMS = "portfolio, random, pos, pct[:depth], fair-pct[:depth], guided, roundRobin, dfs[:preemptions]";

/**
 * The strategy called `name`: `random`, `pct:2`, `dfs:3`. The depth of PCT is 3 where none is
 * given, and `dfs` is unbounded. Throws a `UsageError` that lists the names for any other.
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
