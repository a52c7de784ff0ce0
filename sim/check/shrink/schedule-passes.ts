/** Ways of making a schedule simpler. Each pass tries candidates against the best run so far. */
import { STAY } from "./choice.ts";
import type { Shrinker } from "./shrinker.ts";

/** Questions on end at which the same thread goes next. */
interface Block {
  readonly thread: string;
  readonly length: number;
}

/** Cuts off the end: after it, threads take turns. */
export function truncate(shrinker: Shrinker): void {
  for (let cut = true; cut; ) {
    const { schedule } = shrinker.script;
    const lengths = [0, 1 / 8, 1 / 4, 1 / 2, 3 / 4].map((share) => Math.floor(schedule.length * share));
    cut = [...new Set(lengths)].some((length) => tryTurns(shrinker, schedule.slice(0, length)));
  }
}

/** Takes away spans of blocks, large ones first. */
export function deleteSpans(shrinker: Shrinker): void {
  eachSpan(shrinker, (blocks, from, to) => [...blocks.slice(0, from), ...blocks.slice(to)]);
}

/** In spans of blocks whoever runs goes on. */
export function staySpans(shrinker: Shrinker): void {
  eachSpan(shrinker, (blocks, from, to) =>
    blocks.map((block, at) => (at >= from && at < to ? { ...block, thread: STAY } : block)),
  );
}

/** Joins a block with the next one of the same thread: one preemption less. */
export function mergeBlocks(shrinker: Shrinker): void {
  for (let at = 0; at < blocksOf(shrinker).length && !shrinker.exhausted; at++) {
    const blocks = blocksOf(shrinker);
    const block = blocks[at];
    const later = blocks.findIndex((other, i) => i > at && other.thread === block?.thread);
    const other = blocks[later];
    if (block === undefined || other === undefined) continue;
    const between = blocks.slice(at + 1, later);
    const [before, after] = [blocks.slice(0, at), blocks.slice(later + 1)];
    const earlier = tryBlocks(shrinker, [...before, block, other, ...between, ...after]);
    if (earlier || tryBlocks(shrinker, [...before, ...between, block, other, ...after])) at--;
  }
}

function eachSpan(
  shrinker: Shrinker,
  without: (blocks: readonly Block[], from: number, to: number) => readonly Block[],
): void {
  for (let size = Math.ceil(blocksOf(shrinker).length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let from = blocksOf(shrinker).length - size; from > -size && !shrinker.exhausted; from -= size) {
      const blocks = blocksOf(shrinker);
      if (from < blocks.length) tryBlocks(shrinker, without(blocks, Math.max(from, 0), from + size));
    }
  }
}

function blocksOf(shrinker: Shrinker): Block[] {
  const blocks: Block[] = [];
  for (const thread of shrinker.script.schedule) {
    const last = blocks.at(-1);
    if (last?.thread === thread) blocks[blocks.length - 1] = { thread, length: last.length + 1 };
    else blocks.push({ thread, length: 1 });
  }
  return blocks;
}

function tryBlocks(shrinker: Shrinker, blocks: readonly Block[]): boolean {
  const schedule = blocks.flatMap(({ thread, length }) => Array<string>(length).fill(thread));
  return shrinker.try({ ...shrinker.script, schedule });
}

/** A livelock may live only while the threads take turns as quickly as they do in the original. */
function tryTurns(shrinker: Shrinker, schedule: readonly string[]): boolean {
  const quanta = shrinker.livelock ? [shrinker.script.quantum, 16, 1] : [shrinker.script.quantum];
  return quanta.some((quantum) => shrinker.try({ ...shrinker.script, schedule, quantum }));
}
