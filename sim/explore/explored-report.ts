/** From a finding on an execution graph to the common report: executed again by a tape, shrunk, replayable. */
import { investigateTape } from "../check/investigate.ts";
import type { MemoryName } from "../check/memory-model.ts";
import { Prepared } from "../check/prepared.ts";
import type { Program } from "../check/program.ts";
import { Runner } from "../check/runner.ts";
import { Execution } from "../engine/execution.ts";
import type { FaultSetting } from "../fault/fault-setting.ts";
import type { Finding } from "../finding/finding.ts";
import { Rc11Memory } from "../memory/rc11/rc11-memory.ts";
import { fingerprintOf } from "../report/fingerprint.ts";
import type { Report } from "../report/report.ts";
import { RandomStrategy } from "../strategy/random.ts";
import { Tape, type TapeEntry } from "../tape/tape.ts";
import { WitnessStrategy } from "./witness-strategy.ts";

export interface Explored {
  readonly finding: Finding;
  /** The answers of the execution that found it. */
  readonly entries: readonly TapeEntry[];
  /** Of `rc11`: see `Accesses`. */
  readonly newer: ReadonlyMap<string, number>;
}

/** null where the operational `rc11`, which is a little stronger, has no such execution. */
export function exploredReport(
  program: Program,
  memory: MemoryName,
  faults: FaultSetting,
  explored: Explored,
): Report | null {
  const tape = memory === "sc" ? new Tape(explored.entries) : operationalTape(program, faults, explored);
  if (tape === null) return null;
  const runner = new Runner(program, { strategy: new RandomStrategy(), memory, faults });
  return { ...investigateTape(runner, tape), strategy: "exhaustive" };
}

function operationalTape(program: Program, setting: FaultSetting, { finding, entries, newer }: Explored): Tape | null {
  const memory = new Rc11Memory();
  const strategy = new WitnessStrategy(memory, entries, newer);
  const tape = new Tape();
  const execution = new Execution();
  const { model, faults } = new Prepared(program, setting);
  const { bounds } = program;
  execution.run(model, { strategy, memory, tape, bounds, faults, listeners: program.monitors() });
  const found = execution.finding;
  const same = found !== null && fingerprintOf(found) === fingerprintOf(finding);
  return strategy.fits && same ? tape : null;
}
