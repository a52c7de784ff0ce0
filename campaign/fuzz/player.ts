/** Plays spans of one scenario, for whoever was given them. */
import { setImmediate as nextTurn } from "node:timers/promises";
import { encodeTape, headerOf, type Scenario, type Tape, UsageError } from "../../sim/index.ts";
import { add } from "./add.ts";
import { BLOCK, blockOf, endOfBlock, strategyOfBlock } from "./blocks.ts";
import { Counter } from "./counter.ts";
import { Instrument } from "./instrument.ts";
import { type CampaignSettings, seedOf } from "./settings.ts";
import { NOTHING, type Span, type SpanResult, type Sums } from "./span.ts";

/** Signals, timers and messages get their turn this often. */
const YIELD_EVERY_MS = 50;
/** Every so many executions one is looked at for its features. */
const SAMPLE_EVERY = 16;

/** What a part of a span, in one block and by one strategy, came to. */
interface Part {
  readonly reached: number;
  readonly exhausted: boolean;
  readonly sums: Sums;
  readonly kept: readonly string[];
}

export class Player {
  readonly scenario: Scenario;
  readonly #settings: CampaignSettings;
  /** What guided search starts from. */
  readonly #corpus: readonly Tape[];
  /** By strategy. */
  readonly #instruments = new Map<string, Instrument>();
  #yieldedMs = performance.now();

  constructor(scenario: Scenario, settings: CampaignSettings, corpus: readonly Tape[] = []) {
    this.scenario = scenario;
    this.#settings = settings;
    this.#corpus = corpus;
  }

  /** The executions of `span`, in order; fewer if `stop` says so or nothing is left to try. */
  async play(span: Span, stop: () => boolean): Promise<SpanResult> {
    const beganMs = performance.now();
    let sums = NOTHING;
    let reached = span.from;
    let exhausted = false;
    const kept: string[] = [];
    while (reached < span.to && !exhausted && !stop()) {
      const part = await this.#part(reached, Math.min(span.to, endOfBlock(reached)), stop);
      sums = add(sums, part.sums);
      kept.push(...part.kept);
      exhausted = part.exhausted;
      if (part.reached === reached) break;
      reached = part.reached;
    }
    return { span, reached, exhausted, sums, kept, ms: performance.now() - beganMs };
  }

  async #part(from: number, to: number, stop: () => boolean): Promise<Part> {
    const { scenario } = this;
    const strategy = strategyOfBlock(this.#settings.seed, this.#settings.strategy, scenario.name, blockOf(from));
    const instrument = this.#instrument(strategy);
    if (from % BLOCK === 0) instrument.restart();
    const counter = new Counter(scenario);
    let index = from;
    for (; index < to && !stop(); index++) {
      const outcome = this.#named(() => instrument.run(seedOf(this.#settings, index), index % SAMPLE_EVERY === 0));
      if (outcome === null)
        return { reached: index, exhausted: true, sums: counter.sums(instrument.newCoverage()), kept: [] };
      counter.add(index, outcome, instrument.member, strategy, () => this.#tape(instrument));
      if (instrument.features !== null) counter.sample(instrument.features);
      if (performance.now() - this.#yieldedMs >= YIELD_EVERY_MS) await this.#yield();
    }
    // What was learnt in a block is gone when it is left: it is played again from its beginning.
    const left = index < to && instrument.learns;
    const sums = counter.sums(instrument.newCoverage());
    if (left) return { reached: from, exhausted: false, sums: NOTHING, kept: [] };
    const kept = this.#settings.corpus === null ? [] : instrument.kept.map((tape) => this.#encoded(tape));
    return { reached: index, exhausted: false, sums, kept };
  }

  async #yield(): Promise<void> {
    await nextTurn();
    this.#yieldedMs = performance.now();
  }

  #instrument(strategy: string): Instrument {
    const known = this.#instruments.get(strategy);
    if (known !== undefined) return known;
    const made = new Instrument(this.scenario, strategy, this.#settings, this.#corpus);
    this.#instruments.set(strategy, made);
    return made;
  }

  #tape({ runner }: Instrument): string | null {
    return runner.latestTape === null ? null : this.#encoded(runner.latestTape);
  }

  #encoded(tape: Tape): string {
    const { memory, faults } = this.#settings;
    return encodeTape(tape, headerOf(this.scenario, memory, faults));
  }

  /** A scenario that the engine cannot work with is named. */
  #named<T>(work: () => T): T {
    try {
      return work();
    } catch (thrown) {
      if (!(thrown instanceof UsageError)) throw thrown;
      throw new UsageError(`${this.scenario.name}: ${thrown.message}`);
    }
  }
}
