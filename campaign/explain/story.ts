/**
 * The story of a finding as fields, each a list of sentences: what was found, who took part, what raced,
 * who waits, what the memory and the faults had to do with it, and which switch decides. `reveille
 * explain` prints it, and with `--json` gives it as it is.
 */
import { decisiveOf, type Report, type TraceEvent, type TriedSwitch } from "../../sim/index.ts";
import { decidingText, mostTelling } from "./deciding.ts";
import { lifeOf, roundsOf } from "./lives.ts";
import { dataRace, staleReads } from "./memory.ts";
import { at, deed, told } from "./phrases.ts";
import { type Pair, racedAround } from "./raced.ts";
import { isAbout, waitsOf } from "./waits.ts";

export interface Story {
  readonly scenario: string;
  readonly seed: string | null;
  readonly strategy: string;
  readonly memory: string;
  readonly kind: string;
  readonly invariant: string | null;
  readonly fingerprint: string;
  readonly found: readonly string[];
  readonly threads: readonly string[];
  readonly raced: readonly string[];
  readonly waits: readonly string[];
  readonly stale: readonly string[];
  readonly life: readonly string[];
  readonly rounds: readonly string[];
  readonly faults: readonly string[];
  readonly deciding: readonly string[];
  /** What came of trying the switches, the last one first. */
  readonly switches: readonly TriedSwitch[];
  /** The command that repeats it. */
  readonly again: string;
}

/** `switches`: what came of trying them, where the report knows of none that decides. */
export function storyOf(known: Report, switches: readonly TriedSwitch[]): Story {
  const report = { ...known, decisive: known.decisive ?? decisiveOf(switches) };
  const { scenario, seed, strategy, memory, finding, fingerprint, trace, waiting } = report;
  const unsteady = finding.kind === "nondeterminism";
  return {
    scenario,
    seed,
    strategy,
    memory,
    kind: finding.kind,
    invariant: finding.invariant,
    fingerprint,
    found: [finding.message, ...finding.details.filter((detail) => !waiting.some((wait) => isAbout(detail, wait)))],
    threads: threadsOf(report),
    raced: unsteady ? [] : racedText(report, switches),
    waits: waitsOf(report),
    stale: staleReads(report),
    life: lifeOf(report),
    rounds: roundsOf(report),
    faults: trace.flatMap(faultsText),
    deciding: unsteady ? [] : decidingText(report, switches),
    switches,
    again: `npx reveille replay ${report.tape}`,
  };
}

/** Who took part, in order of appearance, how far each came, and where. */
function threadsOf({ trace, waiting }: Report): string[] {
  const steps = new Map<string, TraceEvent[]>();
  for (const event of trace) steps.set(event.thread, [...(steps.get(event.thread) ?? []), event]);
  const lines = [...steps].map(([thread, own]) => {
    const last = own.at(-1) as TraceEvent; // whoever is here took a step
    const stuck = waiting.some((wait) => wait.thread === thread) ? " It cannot go on." : "";
    const count = own.length === 1 ? "1 step" : `${own.length} steps`;
    return `"${last.name}" took ${count}: in the last, step ${last.index}, it ${deed(last)}${at(last)}.${stuck}`;
  });
  const idle = waiting.filter(({ thread }) => !steps.has(thread));
  return [...lines, ...idle.map(({ name, call }) => `"${name}" took no step: it waits in ${call}.`)];
}

function racedText(report: Report, switches: readonly TriedSwitch[]): string[] {
  const race = dataRace(report);
  if (race.length > 0) return race;
  const { trace } = report;
  const raced = racedAround(trace, mostTelling(report, switches)?.afterStep ?? null);
  if (raced === null) {
    const threads = new Set(trace.map(({ thread }) => thread)).size;
    return [
      threads < 2
        ? "Nothing raced: one thread did it alone."
        : "Nothing raced: no two threads touched the same object around a switch.",
    ];
  }
  const { before, after } = raced;
  return [...(before === null ? [] : [pairText(before)]), ...(after === null ? [] : [pairText(after)])];
}

function pairText({ first, second }: Pair): string {
  return `${told(first)}, before ${told(second)}.`;
}

function faultsText({ faults, index, name, call }: TraceEvent): string[] {
  return faults.map((fault) => `Before step ${index} ("${name}" ${call}) a fault struck: ${fault}.`);
}
