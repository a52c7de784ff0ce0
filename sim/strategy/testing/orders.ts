/** For the tests of strategies that promise a distribution: how often each order of steps came up. */
import type { Op } from "../../op.ts";
import type { Strategy } from "../strategy.ts";
import { Player } from "./player.ts";

/** The order of the steps that are `counted`, by default all, as the names of their threads. */
export function ordersOf(
  model: () => Op<void>,
  strategy: Strategy,
  runs: number,
  counted: (step: string) => boolean = () => true,
): Map<string, number> {
  const player = new Player(model);
  const orders = new Map<string, number>();
  for (let run = 0; run < runs; run++) {
    const { steps } = player.record(strategy, `run.${run}`);
    const order = steps
      .filter(counted)
      .map((step) => step.slice(0, step.indexOf(":")))
      .join(" ");
    orders.set(order, (orders.get(order) ?? 0) + 1);
  }
  return orders;
}

/** How far the counts are from being equal; about `classes - 1` where all orders are equally likely. */
export function chiSquare(orders: ReadonlyMap<string, number>, classes: number, runs: number): number {
  const expected = runs / classes;
  const unseen = classes - orders.size;
  return [...orders.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, unseen * expected);
}
