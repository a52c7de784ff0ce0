/** The options that every command takes, before or after its name. */
import { type Command, Option } from "commander";
import { FAULT_MODES, type FaultSetting, MEMORY_NAMES, type MemoryName } from "../../sim/index.ts";
import { CONFIG_NAME } from "../scenarios/config.ts";
import { readFaults, readMemory, readStrategy } from "./values.ts";

/** As commander hands them over: no defaults, so that one given before the command's name is not overruled. */
export interface SharedOptions {
  readonly strategy?: string;
  readonly memory?: MemoryName;
  readonly faults?: FaultSetting;
  readonly json?: true;
  readonly config?: string;
}

/** The mix of strategies that campaigns and single runs share: a seed printed by one is good for the other. */
export const DEFAULT_STRATEGY = "portfolio";
export const DEFAULT_MEMORY: MemoryName = "sc";
export const DEFAULT_FAULTS: FaultSetting = "plan";

export function withSharedOptions(command: Command): Command {
  return command
    .addOption(new Option("--strategy <name>", `who goes next (default: ${DEFAULT_STRATEGY})`).argParser(readStrategy))
    .addOption(
      new Option(
        "--memory <model>",
        `what loads may see: ${MEMORY_NAMES.join(", ")} (default: ${DEFAULT_MEMORY})`,
      ).argParser(readMemory),
    )
    .addOption(
      new Option(
        "--faults <which>",
        `what may strike: ${FAULT_MODES.join(", ")}, or a file with a plan (default: ${DEFAULT_FAULTS})`,
      ).argParser(readFaults),
    )
    .option("--json", "results on stdout, one object a line; progress on stderr")
    .option("--config <file>", `where scenarios live (default: ${CONFIG_NAME})`);
}
