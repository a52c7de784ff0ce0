/** The scenarios that a command works on, found and loaded when first asked for. */
import type { Scenario } from "../../sim/index.ts";
import { UsageProblem } from "../usage-problem.ts";
import { type Config, readConfig } from "./config.ts";
import { scenarioFiles } from "./discover.ts";
import { type LoadedScenario, loadScenarios } from "./load.ts";
import { matching, unknownName } from "./select.ts";

export class Catalogue {
  readonly #config: Config;
  #found: Promise<readonly string[]> | null = null;

  /** Reads the configuration `given`, or the one of the current folder. */
  constructor(given: string | undefined) {
    this.#config = readConfig(given, process.cwd());
  }

  /** All that match, by name; without patterns all there are, which may be none. */
  async matching(patterns: readonly string[]): Promise<LoadedScenario[]> {
    const all = await loadScenarios(await this.#files());
    const names = all.map(({ scenario }) => scenario.name);
    const chosen = new Set(matching(names, patterns, "scenario"));
    return all.filter(({ scenario }) => chosen.has(scenario.name));
  }

  /** The one called `name`. Its own file alone is loaded where the file is named after it. */
  async named(name: string): Promise<Scenario> {
    const files = await this.#files();
    const ownFile = files.find((file) => file.replace(/\.[cm]?[jt]s$/, "").endsWith(`/${name}`));
    const likely = ownFile === undefined ? [] : await loadScenarios([ownFile]);
    const all = likely.some(({ scenario }) => scenario.name === name) ? likely : await loadScenarios(files);
    const found = all.find(({ scenario }) => scenario.name === name);
    if (found !== undefined) return found.scenario;
    throw unknownName(
      name,
      all.map(({ scenario }) => scenario.name),
      "scenario",
    );
  }

  #files(): Promise<readonly string[]> {
    this.#found ??= this.#find();
    return this.#found;
  }

  async #find(): Promise<readonly string[]> {
    const files = await scenarioFiles(this.#config);
    if (files.length === 0 && this.#config.bundled === "never") {
      throw new UsageProblem(
        `no file matches the globs of ${this.#config.origin}: ${this.#config.scenarios.join(", ")}`,
      );
    }
    return files;
  }
}
