/** For tests of memory models: all that a handful of threads over `x`, `y` and `z` can come to. */
import { AtomicUsize } from "../atomic/atomic-usize.ts";
import { createMemory, type MemoryName } from "../check/memory-model.ts";
import type { Op } from "../op.ts";
import { spawn } from "../thread/spawn.ts";
import { exhaust } from "./exhaust.ts";

export interface World {
  readonly x: AtomicUsize;
  readonly y: AtomicUsize;
  readonly z: AtomicUsize;
  /** Makes `value` part of the outcome: `name=value`. */
  see(name: string, value: unknown): void;
}

export type Body = (world: World) => Op<void>;

/**
 * The outcomes of all executions, each as `a=1 b=0`, sorted: what was seen in order of names, then
 * the last values of those of the locations that `finals` names. A finding is an outcome: its kind.
 */
export function outcomes(bodies: readonly Body[], memory: MemoryName = "rc11", finals: readonly ("x" | "y")[] = []) {
  const all = new Set<string>();
  let seen: string[] = [];
  const model = function* (): Op<void> {
    seen = [];
    const world: World = {
      x: new AtomicUsize(0, "x"),
      y: new AtomicUsize(0, "y"),
      z: new AtomicUsize(0, "z"),
      see: (name, value) => void seen.push(`${name}=${value}`),
    };
    const handles = [];
    for (const body of bodies) handles.push(yield* spawn(() => body(world)));
    for (const handle of handles) yield* handle.join();
    seen.sort();
    for (const name of finals) seen.push(`${name}=${world[name].value}`);
  };
  exhaust(model, createMemory(memory), ({ finding }) => void all.add(finding?.kind ?? seen.join(" ")));
  return [...all].sort();
}
