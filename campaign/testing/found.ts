/** A finding as a campaign writes it down, for the tests of what is made of findings. */
import { createStrategy, investigate, Runner } from "../../sim/index.ts";
import { type FindingFile, findingFile } from "../finding/finding-file.ts";
import { lostIncrement } from "./project/scenarios/lost-increment.ts";

/** The assertion of the scenario that loses an increment. */
export function foundIncrement(): FindingFile {
  const runner = new Runner(lostIncrement, { strategy: createStrategy("random") });
  const seeds = Array.from({ length: 100 }, (_, i) => `found.${i}`);
  const seed = seeds.find((one) => runner.run(one).finding !== null);
  if (seed === undefined) throw new Error("no seed loses an increment: the scenario is not what it was");
  const report = investigate(runner, seed);
  return findingFile(report, report.tape, "plan");
}
