/** Writes what is left to explore, now and then, and takes it away once nothing is left. */
import { rmSync } from "node:fs";
import path from "node:path";
import type { Scenario } from "../../sim/index.ts";
import { makeFolder } from "../fuzz/out-folder.ts";
import { checkpointOf, writeCheckpoint } from "./checkpoint.ts";
import type { Start } from "./start.ts";

const EVERY_SECONDS = 30;

export class CheckpointKeeper {
  readonly file: string;
  readonly #scenario: Scenario;
  readonly #start: Start;
  #writtenAt: number;
  #written = false;

  constructor(file: string, scenario: Scenario, start: Start) {
    this.file = file;
    this.#scenario = scenario;
    this.#start = start;
    this.#writtenAt = start.seconds;
  }

  /** `seconds` spent in all; cheap to call often. */
  tick(seconds: number): void {
    if (seconds - this.#writtenAt >= EVERY_SECONDS) this.write(seconds);
  }

  write(seconds: number): void {
    const { settings, pieces } = this.#start;
    const progress = { seconds, tally: pieces.tally, left: pieces.left };
    makeFolder(path.dirname(this.file));
    writeCheckpoint(this.file, checkpointOf(this.#scenario, settings, progress));
    this.#writtenAt = seconds;
    this.#written = true;
  }

  /** What this run wrote is of no use any more. */
  discard(): void {
    if (this.#written) rmSync(this.file, { force: true });
  }
}
