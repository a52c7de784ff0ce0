/** How many schedules a strategy needs before it comes to the bug of a program. */
import { createStrategy, Runner } from "../../sim/index.ts";
import type { Classic } from "./classic.ts";

/**
 * The median over so many series of executions, each with seeds of its own, of the number of schedules up
 * to the first finding; Infinity where at least half of the series found nothing. Series end early where
 * they cannot change it any more.
 */
export function medianSchedules(
  program: Classic,
  strategyName: string,
  seeds: number,
  schedulesMax = program.schedulesMax,
): number {
  const strategy = createStrategy(strategyName);
  const runner = new Runner(program, { strategy });
  const found: number[] = [];
  // The upper of the two middle ones, counted from 1: where so many are known, the rest need only be shown to be above.
  const upper = (seeds >> 1) + 1;
  let missed = 0;
  for (let series = 0; series < seeds && missed < upper; series++) {
    found.sort((a, b) => a - b);
    const schedules = schedulesToBug(runner, `${series}`, Math.min(schedulesMax, found[upper - 1] ?? schedulesMax));
    if (schedules === null) missed++;
    else found.push(schedules);
    strategy.restart?.();
  }
  while (found.length < seeds) found.push(Number.POSITIVE_INFINITY);
  found.sort((a, b) => a - b);
  const [low = 0, high = 0] = [found[(seeds - 1) >> 1], found[seeds >> 1]];
  return (low + high) / 2;
}

/** The mean over so many series; one that finds nothing counts as all of its schedules. */
export function meanSchedules(program: Classic, strategyName: string, seeds: number): number {
  const runner = new Runner(program, { strategy: createStrategy(strategyName) });
  let total = 0;
  for (let series = 0; series < seeds; series++) {
    total += schedulesToBug(runner, `again.${series}`, program.schedulesMax) ?? program.schedulesMax;
    runner.strategy.restart?.();
  }
  return total / seeds;
}

/** Null where nothing was found. */
function schedulesToBug(runner: Runner, seed: string, schedulesMax: number): number | null {
  for (let index = 0; index < schedulesMax; index++) {
    if (runner.run(`${seed}.${index}`).finding !== null) return index + 1;
  }
  return null;
}
