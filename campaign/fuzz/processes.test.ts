import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { planFor, play, SETTINGS } from "../testing/campaigns.ts";
import { dies } from "../testing/large/scenarios/dies.ts";
import { endless } from "../testing/large/scenarios/endless.ts";
import { Processes } from "./processes.ts";

const config = path.resolve(import.meta.dirname, "../testing/large/reveille.config.json");

describe("a crew of processes", () => {
  let crew: Processes;
  afterEach(() => crew.end());

  it("loses those that die, gives up what they held, and plays the rest", async () => {
    crew = new Processes(2, { config, settings: SETTINGS });
    const losses: string[] = [];
    const standing = await play(planFor([dies, endless], 20), crew, undefined, {
      onLoss: (spans, why, givenUp) => losses.push(`${spans.map(({ scenario }) => scenario).join()} ${why} ${givenUp}`),
    });
    expect(standing.accounts.map(({ executions, lost }) => [executions, lost])).toEqual([
      [0, 10],
      [10, 0],
    ]);
    expect(losses).toContain("large/dies a worker died (SIGKILL) true");
  });
});
