/** How a command puts itself on the command line. */
import type { Command, CommandOptions } from "commander";
import type { ExitCode } from "../exit-code.ts";
import type { Io } from "../output/io.ts";

export interface CommandLine {
  readonly io: Io;
  /** A new command, `usage` with its arguments, that takes the shared options already. */
  command(usage: string, about: string, options?: CommandOptions): Command;
  /** Told how the command that ran ended. */
  done(code: ExitCode): void;
}
