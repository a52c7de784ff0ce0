/**
 * Writes a campaign down in its folder as it goes: the journal, and the files of each finding. A short
 * campaign that finds nothing leaves nothing behind.
 */
import type { FeatureKind, Species } from "../../sim/index.ts";
import { addToCorpus } from "../corpus/corpus.ts";
import { writeFinding } from "../finding/finding-files.ts";
import type { LoadedScenario } from "../scenarios/load.ts";
import type { End } from "./campaign.ts";
import type { Discovery } from "./discoveries.ts";
import type { Header, Line } from "./journal.ts";
import { makeFolder } from "./out-folder.ts";
import { Scribe } from "./scribe.ts";
import type { Span, SpanResult } from "./span.ts";
import type { Start } from "./start.ts";

/** A campaign that ends sooner, clean, is as easily run again as resumed. */
const WORTH_A_JOURNAL_SECONDS = 2;
/** Coverage over time gets a line when the campaign is longer by this part of it, or a second. */
const COVERAGE_PART = 0.02;

export type ChronicleStart = Pick<Start, "header" | "loaded" | "resumed">;

export class Chronicle {
  readonly #folder: string;
  readonly #header: Header;
  readonly #onKept: (file: string) => void;
  readonly #loaded: readonly LoadedScenario[];
  readonly #places: ReadonlyMap<string, number>;
  #scribe: Scribe | null = null;
  /** Until there is a journal. */
  readonly #held: Line[] = [];
  #coverageAt = 0;

  /** `onKept` is told where the journal of an unfinished campaign went that was in the way. */
  constructor(folder: string, start: ChronicleStart, onKept: (file: string) => void) {
    const { header, loaded, resumed } = start;
    this.#folder = folder;
    this.#header = header;
    this.#loaded = loaded;
    this.#onKept = onKept;
    this.#places = new Map(header.scenarios.map((name, at) => [name, at]));
    if (resumed) this.#scribe = Scribe.resume(folder);
  }

  span({ span, reached, exhausted, sums, kept, ms }: SpanResult, species: Species, at: number): void {
    if (kept.length > 0) addToCorpus(this.#folder, span.scenario, kept);
    // Only what is new of the features: a campaign of days shows the same ones again and again.
    const { executions: sampled, seen: features } = species.news();
    this.#write({ span: this.#key({ ...span, to: reached }), sums: { ...sums, sampled, features }, exhausted, ms, at });
    if (at - this.#coverageAt < Math.max(1, at * COVERAGE_PART)) return;
    this.coverage(species, at);
  }

  coverage(species: Species, at: number): void {
    const coverage: Readonly<Record<FeatureKind, number>> = species.counts();
    this.#coverageAt = at;
    this.#write({ coverage, executions: species.executions, chanceOfNew: species.chanceOfNew(), at });
  }

  /** The finding's own file. */
  async finding({ fingerprint, name, scenario, instance, investigated }: Discovery, at: number): Promise<string> {
    makeFolder(this.#folder);
    const loaded = this.#loaded[this.#places.get(scenario) ?? -1];
    if (loaded === undefined) throw new Error(`no scenario of the campaign is called ${scenario}`);
    const file = await writeFinding(this.#folder, name, investigated.file, loaded, this.#header);
    const { kind, invariant, message } = investigated.file;
    this.#begin();
    this.#write({ finding: name, fingerprint, scenario, instance, kind, invariant, message, file, at });
    return file;
  }

  lost(spans: readonly Span[], why: string, givenUp: boolean, at: number): void {
    for (const span of spans) this.#write({ lost: this.#key(span), why, givenUp, at });
  }

  over(end: End, at: number): void {
    if (end === "interrupted") this.#begin();
    this.#write({ over: end, at });
  }

  #write(line: Line): void {
    if (this.#scribe === null && line.at >= WORTH_A_JOURNAL_SECONDS) this.#begin();
    if (this.#scribe === null) this.#held.push(line);
    else this.#scribe.write(line);
  }

  #begin(): void {
    if (this.#scribe !== null) return;
    makeFolder(this.#folder);
    this.#scribe = Scribe.begin(this.#folder, this.#header, this.#onKept);
    for (const line of this.#held.splice(0)) this.#scribe.write(line);
  }

  #key({ scenario, from, to }: Span): readonly [number, number, number] {
    return [this.#places.get(scenario) ?? -1, from, to];
  }
}
