/**
 * `guided`: plays variations of executions that showed something new. It keeps a corpus of their
 * tapes; each execution, by its seed, either is a plain one or takes a tape of the corpus, changes it
 * in a few places and answers by it. Questions that the tape has no answer to are answered at random.
 *
 * What it plays follows from the seeds since it was made or restarted, not from one seed alone: its
 * executions are taped, and repeated by their tapes. Where what is new leads on to the next new thing,
 * it gets there in the sum of the steps, where chance alone would need the product.
 */
import type { DecisionKind } from "../../decision.ts";
import type { Execution } from "../../engine/execution.ts";
import { stream } from "../../random/seedrandom.ts";
import type { Tape } from "../../tape/tape.ts";
import { PosStrategy } from "../pos.ts";
import { RandomStrategy } from "../random.ts";
import type { Strategy } from "../strategy.ts";
import { Script } from "./script.ts";
import { type Entry, TapeCorpus } from "./tape-corpus.ts";
import { vary } from "./vary.ts";

/** How often an execution is a plain one though there is a corpus: a corpus grows old. */
const PLAIN = 0.2;

export class GuidedStrategy implements Strategy {
  readonly name = "guided";
  readonly systematic = false;
  readonly taped = true;
  private readonly corpus = new TapeCorpus();
  private readonly plain: readonly [Strategy, Strategy] = [new RandomStrategy(), new PosStrategy()];
  /** Answers where the script does not. */
  private beyond: Strategy = this.plain[0];
  private script: Script | null = null;
  /** The entry that is played as it is, to learn what it shows. */
  private trying: Entry | null = null;
  private initial: readonly Tape[] = [];

  /** Begins anew from `corpus`, which `restart` goes back to. */
  start(corpus: readonly Tape[]): void {
    this.initial = [...corpus];
    this.restart();
  }

  restart(): void {
    this.corpus.restart(this.initial);
  }

  /** The tapes of the corpus, in order of coming in. */
  kept(): readonly Tape[] {
    return this.corpus.tapes();
  }

  learnFrom(tape: Tape, features: readonly number[]): void {
    this.corpus.learn(tape, features, this.trying);
  }

  begin(seed: string): boolean {
    const draw = stream(seed, "guided");
    this.beyond = this.plain[draw() < 0.5 ? 0 : 1];
    this.beyond.begin(seed);
    this.script = null;
    // Nothing was learnt of it, so it failed, and would each time that it is tried.
    if (this.trying?.features === null) this.trying.features = [];
    this.trying = null;
    if (this.corpus.size === 0 || draw() < PLAIN) return true;
    const entry = this.corpus.pick(draw);
    if (entry.features === null) this.trying = entry;
    const answers = this.trying === null ? vary(entry.tape, this.corpus.any(draw).tape, draw) : entry.tape.entries;
    this.script = new Script(answers);
    return true;
  }

  decide(kind: DecisionKind, options: number, view: Execution): number {
    return this.script?.answer(kind, options) ?? this.beyond.decide(kind, options, view);
  }
}
