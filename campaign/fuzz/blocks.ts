/**
 * The executions of a scenario come in blocks of 512 indices. A block is the unit of what cannot be
 * divided: `guided` learns within one and forgets at its end, so that what an execution does follows
 * from its index and the campaign's seed, whoever plays the blocks before it. Shards are made of
 * blocks too.
 */
import { stream } from "../../sim/index.ts";

export const BLOCK = 512;

/** With the default strategy one block in so many is played by `guided`, never the first of a scenario. */
const GUIDED_ONE_IN = 4;

/** Part `part` of `of`, from 1. */
export interface Shard {
  readonly part: number;
  readonly of: number;
}

export function blockOf(index: number): number {
  return Math.floor(index / BLOCK);
}

/** The index after the last one of the block that `index` is in. */
export function endOfBlock(index: number): number {
  return (blockOf(index) + 1) * BLOCK;
}

/** The strategy that plays `block` of the scenario called `name`. */
export function strategyOfBlock(seed: string, strategy: string, name: string, block: number): string {
  if (strategy !== "portfolio" || block === 0) return strategy;
  return stream(seed, `guided ${name} ${block}`)() * GUIDED_ONE_IN < 1 ? "guided" : strategy;
}

/** Whether `block` of the scenario at `at` is part of `shard`; spread so that few blocks of many scenarios are, too. */
export function isOwn(shard: Shard | null, at: number, block: number): boolean {
  return shard === null || (at + block) % shard.of === shard.part - 1;
}
