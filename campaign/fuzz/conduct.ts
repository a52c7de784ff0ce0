/** Runs a campaign for a person: shows how it goes, writes down what it finds, and says what it came to. */
import { faultText } from "../../sim/index.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { quoted } from "../finding/reproduce.ts";
import { Interruption } from "../interruption.ts";
import { counted, duration } from "../output/numbers.ts";
import type { Output } from "../output/output.ts";
import { Progress } from "../output/progress.ts";
import { Campaign, type End, type Watcher } from "./campaign.ts";
import { Chronicle } from "./chronicle.ts";
import { coverageJson, coverageOf, coverageText } from "./coverage.ts";
import type { Crew } from "./crew.ts";
import type { Discovery } from "./discoveries.ts";
import { progressText } from "./progress-text.ts";
import { annotate, writeJunit } from "./results.ts";
import type { Span } from "./span.ts";
import { Standing } from "./standing.ts";
import type { Start } from "./start.ts";
import { exitCodeOf, missingText, summaryOf, summaryText } from "./summary.ts";
import { uninvestigatedOf } from "./uninvestigated.ts";

/** An order may have hundreds of spans. */
const SPANS_SHOWN = 5;

/** Where things are written. */
export interface Places {
  readonly folder: string;
  /** A file for JUnit's readers; null for none. */
  readonly junit: string | null;
}

export async function conduct(start: Start, places: Places, crew: Crew, out: Output): Promise<ExitCode> {
  const { plan, past } = start;
  out.text(`${headline(start)}\n`);
  const standing = new Standing(plan, past);
  const progress = new Progress(out.io);
  const interruption = new Interruption();
  let end: End;
  try {
    end = await play(start, places.folder, crew, { standing, progress, interruption, out });
  } finally {
    interruption.release();
    progress.clear();
  }
  conclude(standing, places.folder, out);
  if (places.junit !== null) writeJunit(places.junit, standing);
  annotate(standing, out);
  if (end !== "interrupted") return exitCodeOf(standing);
  out.note(
    `interrupted: this is what was found so far; go on with npx reveille fuzz --resume ${quoted(places.folder)}`,
  );
  return EXIT.interrupted;
}

/** What is there while a campaign is running. */
interface Stage {
  readonly standing: Standing;
  readonly progress: Progress;
  readonly interruption: Interruption;
  readonly out: Output;
}

/** Runs it, and writes it down as it goes. */
async function play(start: Start, folder: string, crew: Crew, stage: Stage): Promise<End> {
  const { plan, past } = start;
  const { standing, progress, interruption, out } = stage;
  const chronicle = new Chronicle(folder, start, (kept) => {
    out.note(`note: the campaign that was not over in ${folder} is kept in ${kept}`);
  });
  const announced = new Set(past.findings.map(({ suspect }) => suspect.failure.fingerprint));
  const tell = async (discovery: Discovery): Promise<void> => {
    const again = announced.has(discovery.fingerprint);
    announced.add(discovery.fingerprint);
    const file = await chronicle.finding(discovery, standing.seconds);
    progress.clear();
    if (again) out.note(smallerText(discovery, file));
    else announce(discovery, file, out);
  };
  // One after another: a smaller execution is written over the larger one.
  let writing: Promise<void> = Promise.resolve();
  const watcher: Watcher = {
    onSpan: (result) => chronicle.span(result, standing.species, standing.seconds),
    onDiscovery: (discovery) => {
      writing = writing.then(() => tell(discovery));
      return writing;
    },
    onProgress: () => progress.tick(() => progressText(standing)),
    onLoss: (spans, why, givenUp) => {
      chronicle.lost(spans, why, givenUp, standing.seconds);
      progress.clear();
      out.note(lossText(spans, why, givenUp, plan.settings.seed));
    },
    stop: () => interruption.requested || out.abandoned,
  };
  const end = await new Campaign(standing, past, crew, watcher).run();
  await writing;
  chronicle.coverage(standing.species, standing.seconds);
  chronicle.over(end, standing.seconds);
  return end;
}

/** What a campaign came to, for people and for programs. */
export function conclude(standing: Standing, folder: string, out: Output): void {
  if (standing.plan.settings.coverage) {
    const coverage = coverageOf(standing.accounts);
    for (const row of coverageJson(coverage)) out.record(row);
    out.text(`${coverageText(coverage)}\n`);
  }
  for (const account of standing.accounts) {
    const message = missingText(account);
    const { expect, name } = account.scenario;
    if (message !== null && expect !== "clean") out.record({ scenario: name, missing: expect.kind, message });
  }
  for (const { scenario, seed, finding, fingerprint, again } of uninvestigatedOf(standing)) {
    const { kind, invariant, message } = finding;
    out.record({ scenario, seed, investigated: false, finding: { kind, invariant, message, fingerprint }, again });
  }
  out.record({ summary: true, ...summaryOf(standing) });
  out.text(summaryText(standing, folder));
}

function headline({ plan, past, resumed }: Start): string {
  const { seed, strategy, memory, faults } = plan.settings;
  const { budget, shard } = plan;
  return [
    `seed ${seed}, strategy ${strategy}, memory ${memory}`,
    ...(faults === "plan" ? [] : [`, faults ${faultText(faults)}`]),
    `: ${counted(plan.scenarios.length, "scenario")}, `,
    "seconds" in budget ? duration(budget.seconds) : counted(budget.iterations, "execution"),
    ...(shard === null ? [] : [`, part ${shard.part} of ${shard.of}`]),
    ...(resumed ? [`, of which ${duration(past.seconds)} of work are done`] : []),
  ].join("");
}

function announce({ investigated: { file: finding, json } }: Discovery, file: string, out: Output): void {
  out.record({ ...json, file });
  out.text(`${finding.text}\n  written  ${file}\n`);
}

function smallerText({ instance }: Discovery, file: string): string {
  return `note: ${file} is of a smaller execution now: ${counted(instance.steps, "step")} before it was shrunk`;
}

function lossText(spans: readonly Span[], why: string, givenUp: boolean, seed: string): string {
  const seeds = spans.map(({ scenario, from, to }) => {
    const upTo = to - from > 1 ? ` to ${seed}.${to - 1}` : "";
    return `${scenario} ${seed}.${from}${upTo}`;
  });
  const more = seeds.length - SPANS_SHOWN;
  const held = [...seeds.slice(0, SPANS_SHOWN), ...(more > 0 ? [`and ${more} more, which the journal lists`] : [])];
  return `note: ${why}: its part is ${givenUp ? "given up" : "put back"}; it held the seeds of ${held.join(", ")}`;
}
