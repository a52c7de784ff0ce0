/** The header of a program's tapes. */
import type { TapeHeader } from "../tape/header.ts";
import { hashLines } from "../trace/text-hash.ts";
import { VERSION } from "../version.ts";
import type { Program } from "./program.ts";

/** The options that `program` declares are part of it: with others, other questions are asked. */
export function headerOf(program: Program, memory: string): TapeHeader {
  const declared = Object.entries(program.options).map(([name, spec]) => `${name} ${JSON.stringify(spec)}`);
  return {
    version: VERSION,
    program: program.name,
    options: hashLines([memory, ...declared]).slice(0, 8),
    memory,
  };
}
