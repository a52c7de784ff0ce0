/** The header of a program's tapes. */
import { type FaultSetting, faultText } from "../fault/fault-setting.ts";
import type { TapeHeader } from "../tape/header.ts";
import { hashLines } from "../trace/text-hash.ts";
import { VERSION } from "../version.ts";
import type { Program } from "./program.ts";

/** The options and faults that `program` declares are part of it: with others, other questions are asked. */
export function headerOf(program: Program, memory: string, faults: FaultSetting = "plan"): TapeHeader {
  const declared = Object.entries(program.options).map(([name, spec]) => `${name} ${JSON.stringify(spec)}`);
  const plan = program.faults ?? {};
  // Tapes of programs without faults are as old as the options.
  if (Object.keys(plan).length > 0) declared.push(`faults ${JSON.stringify(plan)}`);
  return {
    version: VERSION,
    program: program.name,
    options: hashLines([memory, ...declared]).slice(0, 8),
    memory,
    faults: faultText(faults),
  };
}
