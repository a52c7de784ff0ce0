/** Findings to make pages of, from scenarios that are wrong on purpose. */
import { createStrategy, encodeTape, headerOf, investigate, type MemoryName, Runner } from "../../../sim/index.ts";
import { type FindingFile, findingFile } from "../../finding/finding-file.ts";
import type { Catalogue } from "../../scenarios/catalogue.ts";

/** Executions for shrinking: these are short as they are. */
const BUDGET = 400;

/** The first finding of `scenario` among the seeds `<seed>.0`, `<seed>.1`, ...: always the same. */
export async function findingOf(
  catalogue: Catalogue,
  scenario: string,
  { seed = "report", memory = "sc" as MemoryName, strategy = "random" } = {},
): Promise<FindingFile> {
  const runner = new Runner(await catalogue.named(scenario), { strategy: createStrategy(strategy), memory });
  for (let i = 0; i < 2_000; i++) {
    if (runner.run(`${seed}.${i}`).finding === null) continue;
    const report = investigate(runner, `${seed}.${i}`, { budget: BUDGET });
    const original = encodeTape(
      runner.record(`${seed}.${i}`, false).tape,
      headerOf(runner.program, memory, runner.faults),
    );
    return findingFile(report, original, runner.faults);
  }
  throw new Error(`${scenario} shows nothing under ${memory}: take another seed`);
}
