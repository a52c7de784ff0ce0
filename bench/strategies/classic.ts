/** A small program with a known bug, as the literature on concurrency testing measures its schedulers by. */
import { type JoinHandle, type Op, type Program, spawn } from "../../sim/index.ts";

export interface Classic extends Program {
  /** What is wrong with it. */
  readonly about: string;
  /** The most schedules of a series of the bench. */
  readonly schedulesMax: number;
}

/** Room for the programs of a hundred threads. */
const THREADS = 128;
const SCHEDULES_MAX = 10_000;

export function classic(
  name: string,
  about: string,
  model: () => Op<void>,
  schedulesMax: number = SCHEDULES_MAX,
): Classic {
  return { name, about, schedulesMax, options: {}, bounds: { threads: THREADS }, model, monitors: () => [] };
}

/** The bench gives up earlier on a program of so many threads: each of its schedules takes a millisecond or more. */
export function schedulesFor(threads: number): number {
  return threads < 50 ? SCHEDULES_MAX : 1_000;
}

/** Spawns `count` threads of the same body. */
export function* spawnMany(count: number, name: string, body: () => Op<void>): Op<JoinHandle<void>[]> {
  const handles: JoinHandle<void>[] = [];
  for (let i = 1; i <= count; i++) handles.push(yield* spawn(body, `${name} ${i}`));
  return handles;
}

export function* joinAll(handles: readonly JoinHandle<unknown>[]): Op<void> {
  for (const handle of handles) yield* handle.join();
}
