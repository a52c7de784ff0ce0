/**
 * One tape of a bug, as a test: fails while the bug is there, in whatever form, and passes once it is
 * mended. The model may have changed since the tape was recorded, so it is replayed leniently: where
 * the tape does not fit any more, the dullest answer is taken.
 */
import { readFaultText } from "../fault/fault-setting.ts";
import { UsageError } from "../finding/usage-error.ts";
import { RandomStrategy } from "../strategy/random.ts";
import { decodeTape } from "../tape/codec.ts";
import { compareHeaders } from "../tape/header.ts";
import { CheckFailed } from "./check-failed.ts";
import { headerOf } from "./header.ts";
import { investigateTape, unstable } from "./investigate.ts";
import { isMemoryName } from "./memory-model.ts";
import { partOf } from "./part.ts";
import type { Program } from "./program.ts";
import { Runner } from "./runner.ts";

export interface ReplayTapeOptions {
  /** Executions that may be spent on a simpler schedule for the message; default 0: as the tape has it. */
  readonly budget?: number;
  /** The line that repeats it, for the message; default: this very test, as a command line may not know the model. */
  readonly again?: string;
}

/**
 * Runs `program` along the tape, under the tape's memory model and faults. Throws a `CheckFailed` with
 * the finding if that fails, a `TapeError` for a damaged tape, and a `UsageError` for another program's.
 */
export function replayTape(program: Program, tape: string, options: ReplayTapeOptions = {}): void {
  const { header, tape: answers } = decodeTape(tape);
  const { memory } = header;
  if (!isMemoryName(memory)) {
    throw new UsageError(`the tape was recorded under the memory model "${memory}", which this version does not have`);
  }
  const faults = readFaultText(header.faults, "the tape's faults");
  const foreign = compareHeaders(header, headerOf(program, memory, faults)).find(({ field }) => field === "program");
  if (foreign !== undefined) throw new UsageError(foreign.message);
  const runner = new Runner(program, { strategy: new RandomStrategy(), memory, faults });
  const first = runner.replay(answers, "lenient", false);
  const again = options.again ?? `this test, which replays ${tape}`;
  if (first.finding !== null) {
    throw new CheckFailed(investigateTape(runner, first.tape, { budget: options.budget ?? 0 }), 1, again);
  }
  const second = runner.replay(first.tape, "strict", false);
  const parted = partOf(first, second);
  if (parted !== null) throw new CheckFailed(unstable(runner, null, parted, first, second), 2, again);
}
