/** A small program with a known bug, as the literature on concurrency testing measures its schedulers by. */
import { type JoinHandle, type Op, type Program, spawn } from "../../sim/index.ts";

export interface Classic extends Program {
  /** What is wrong with it. */
  readonly about: string;
}

/** Room for the programs of a hundred threads. */
const THREADS = 128;

export function classic(name: string, about: string, model: () => Op<void>): Classic {
  return { name, about, options: {}, bounds: { threads: THREADS }, model, monitors: () => [] };
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
