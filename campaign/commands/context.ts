/** What every command is given: where to write, the scenarios, and the options that all commands share. */
import type { FaultSetting, MemoryName } from "../../sim/index.ts";
import type { Io } from "../output/io.ts";
import { Output } from "../output/output.ts";
import { Catalogue } from "../scenarios/catalogue.ts";
import { DEFAULT_FAULTS, DEFAULT_MEMORY, DEFAULT_STRATEGY, type SharedOptions } from "./shared-options.ts";

export interface Context {
  readonly out: Output;
  readonly catalogue: Catalogue;
  readonly strategy: string;
  readonly memory: MemoryName;
  readonly faults: FaultSetting;
}

/** Reads the configuration: throws a `UsageProblem` where it is wrong. */
export function contextOf(options: SharedOptions, io: Io): Context {
  return {
    out: new Output(io, options.json === true),
    catalogue: new Catalogue(options.config),
    strategy: options.strategy ?? DEFAULT_STRATEGY,
    memory: options.memory ?? DEFAULT_MEMORY,
    faults: options.faults ?? DEFAULT_FAULTS,
  };
}
