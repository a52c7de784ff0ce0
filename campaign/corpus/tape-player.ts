/** Plays tapes of one scenario, fitting or not, and says what their executions show. */
import {
  type DecisionKind,
  encodeTape,
  type FaultSetting,
  headerOf,
  type MemoryName,
  Runner,
  type Scenario,
  type Strategy,
  Tape,
  type TapeEntry,
} from "../../sim/index.ts";

export interface Played {
  /** All answers of the execution, so that it is repeated exactly. */
  readonly tape: Tape;
  /** Encoded. */
  readonly text: string;
  readonly features: ReadonlySet<number>;
}

export class TapePlayer {
  readonly #scenario: Scenario;
  readonly #memory: MemoryName;
  readonly #faults: FaultSetting;
  readonly #answers = new TapeAnswers();
  readonly #runner: Runner;

  constructor(scenario: Scenario, memory: MemoryName, faults: FaultSetting) {
    this.#scenario = scenario;
    this.#memory = memory;
    this.#faults = faults;
    this.#runner = new Runner(scenario, { strategy: this.#answers, memory, faults });
  }

  /** Null where the execution ends with a finding: that is reported, and no material for a search. */
  play(entries: readonly TapeEntry[]): Played | null {
    this.#answers.entries = entries;
    const { finding } = this.#runner.run("corpus");
    const tape = new Tape(this.#runner.latestTape?.entries);
    if (finding !== null) return null;
    const text = encodeTape(tape, headerOf(this.#scenario, this.#memory, this.#faults));
    return { tape, text, features: new Set(this.#answers.features) };
  }
}

/** As a lenient replay: clamps what is too large, and gives the dullest answer after the last. */
class TapeAnswers implements Strategy {
  readonly name = "corpus";
  readonly systematic = false;
  readonly taped = true;
  entries: readonly TapeEntry[] = [];
  features: readonly number[] = [];
  #position = 0;

  begin(): boolean {
    this.#position = 0;
    return true;
  }

  decide(_kind: DecisionKind, options: number): number {
    return Math.min(this.entries[this.#position++]?.answer ?? 0, options - 1);
  }

  learnFrom(_tape: Tape, features: readonly number[]): void {
    this.features = features;
  }
}
