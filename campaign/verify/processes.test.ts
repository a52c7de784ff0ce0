import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { endless } from "../testing/large/scenarios/endless.ts";
import { hangs } from "../testing/large/scenarios/hangs.ts";
import { WorkerLost } from "../workers/lost.ts";
import { Processes } from "./processes.ts";
import { createExplorer, type Settings } from "./settings.ts";

const CONFIG = path.resolve(import.meta.dirname, "../testing/large/reveille.config.json");
const settings: Settings = { memory: "sc", yields: 3, preemptions: null, faults: "plan" };

describe("a team of processes", () => {
  let team: Processes;
  afterEach(() => team.end());

  it("explores for as long as it is told, and hands back what is left", async () => {
    team = new Processes(1, { config: CONFIG, scenario: endless.name, settings });
    const { tally, left } = await team.slice(createExplorer(endless, settings).save(), 100);
    expect(tally.executions).toBeGreaterThan(0);
    expect(left?.pending.length).toBeGreaterThan(0);
  });

  it("gives up a process that hangs", async () => {
    team = new Processes(1, { config: CONFIG, scenario: hangs.name, settings }, 2_500);
    const state = createExplorer(hangs, settings).save();
    const lost = new WorkerLost("a worker said nothing for 3 s and was ended");
    await expect(team.slice(state, 100)).rejects.toEqual(lost);
  });

  it("says what a worker cannot do in the words of the worker", async () => {
    team = new Processes(1, { config: CONFIG, scenario: "large/endles", settings });
    const state = createExplorer(endless, settings).save();
    await expect(team.slice(state, 100)).rejects.toThrow('unknown scenario "large/endles"');
  });
});
