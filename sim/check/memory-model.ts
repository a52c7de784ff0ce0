/** The memory models by name. */
import { UsageError } from "../finding/usage-error.ts";
import type { Memory } from "../memory/memory.ts";
import { Rc11Memory } from "../memory/rc11/rc11-memory.ts";
import { SequentialMemory } from "../memory/sequential.ts";

export const MEMORY_NAMES = ["sc", "rc11"] as const;

export type MemoryName = (typeof MEMORY_NAMES)[number];

export function isMemoryName(name: string): name is MemoryName {
  return (MEMORY_NAMES as readonly string[]).includes(name);
}

/** Throws a `UsageError` for a name that is none. */
export function createMemory(name: string): Memory {
  if (!isMemoryName(name)) {
    throw new UsageError(`there is no memory model "${name}": use one of ${MEMORY_NAMES.join(", ")}`);
  }
  return name === "rc11" ? new Rc11Memory() : new SequentialMemory();
}
