/** `reveille list`: the scenarios, what races in each, and its bounds. */
import type { Command } from "commander";
import type { Scenario } from "../../sim/index.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { counted, grouped } from "../output/numbers.ts";
import { type LoadedScenario, shown } from "../scenarios/load.ts";
import type { CommandLine } from "./command-line.ts";
import { type Context, contextOf } from "./context.ts";
import type { SharedOptions } from "./shared-options.ts";

export function addList({ command, done, io }: CommandLine): void {
  command("list [patterns...]", "name, what races, bounds").action(async (patterns: string[], _own, self: Command) => {
    done(await list(patterns, contextOf(self.optsWithGlobals<SharedOptions>(), io)));
  });
}

async function list(patterns: readonly string[], { out, catalogue }: Context): Promise<ExitCode> {
  const chosen = await catalogue.matching(patterns);
  for (const loaded of chosen) {
    out.record(jsonOf(loaded));
    out.text(textOf(loaded, (name) => out.paint("bold", name)));
  }
  out.text(
    chosen.length === 0 ? "no scenarios: write one, or see `scenarios` in reveille.config.json" : summary(chosen),
  );
  return EXIT.nothingFound;
}

function jsonOf({ scenario, file }: LoadedScenario): object {
  const { name, about, source, options, bounds, expect, faults } = scenario;
  return { name, about, source, options, bounds, expect, faults, file: shown(file) };
}

function textOf({ scenario }: LoadedScenario, strong: (name: string) => string): string {
  return [
    strong(scenario.name),
    `  ${scenario.about}`,
    `  ${[expectation(scenario), ...limits(scenario)].join(", ")}`,
    "",
  ].join("\n");
}

function expectation({ expect }: Scenario): string {
  return expect === "clean" ? "nothing must be found" : `wrong on purpose (${expect.kind})`;
}

function limits({ bounds, options, faults = {} }: Scenario): string[] {
  const drawn = Object.keys(options);
  const planned = Object.keys(faults);
  return [
    ...Object.entries(bounds).map(([bound, value]) => `${bound} ${typeof value === "number" ? grouped(value) : value}`),
    ...(drawn.length === 0 ? [] : [`drawn from the seed: ${drawn.join(", ")}`]),
    ...(planned.length === 0 ? [] : [`faults: ${planned.join(", ")}`]),
  ];
}

function summary(chosen: readonly LoadedScenario[]): string {
  return counted(chosen.length, "scenario");
}
