/** The options that every command takes, before or after its name. */
import { type Command, Option } from "commander";
import { MEMORY_NAMES, type MemoryName } from "../../sim/index.ts";
import { CONFIG_NAME } from "../scenarios/config.ts";
import { readMemory, readStrategy } from "./values.ts";

/** As commander hands them over: no defaults, so that one given before the command's name is not overruled. */
export interface SharedOptions {
  readonly strategy?: string;
  readonly memory?: MemoryName;
  readonly json?: true;
  readonly config?: string;
}

/** The mix of strategies that campaigns and single runs share: a seed printed by one is good for the other. */
export const DEFAULT_STRATEGY = "portfolio";
export const DEFAULT_MEMORY: MemoryName = "sc";

export function withSharedOptions(command: Command): Command {
  return command
    .addOption(new Option("--strategy <name>", `who goes next (default: ${DEFAULT_STRATEGY})`).argParser(readStrategy))
    .addOption(
      new Option(
        "--memory <model>",
        `what loads may see: ${MEMORY_NAMES.join(", ")} (default: ${DEFAULT_MEMORY})`,
      ).argParser(readMemory),
    )
    .option("--json", "results on stdout, one object a line; progress on stderr")
    .option("--config <file>", `where scenarios live (default: ${CONFIG_NAME})`);
}
