import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { alone, planFor, play } from "../testing/campaigns.ts";
import { lostIncrement } from "../testing/project/scenarios/lost-increment.ts";
import { manyWays } from "../testing/project/scenarios/many-ways.ts";
import { WorkerLost } from "../workers/lost.ts";
import type { Alone } from "./alone.ts";
import type { Crew } from "./crew.ts";
import type { Plan } from "./standing.ts";
import { exitCodeOf, summaryText } from "./summary.ts";

/** Plays alone, and investigates as it is told to. */
class Investigators implements Crew {
  readonly size = 3;
  readonly lanes = 1;
  readonly #alone: Alone;
  readonly #investigate: (
    work: () => ReturnType<Crew["investigate"]>,
    forMs: number,
  ) => ReturnType<Crew["investigate"]>;

  constructor(
    plan: Plan,
    investigate: (work: () => ReturnType<Crew["investigate"]>, forMs: number) => ReturnType<Crew["investigate"]>,
  ) {
    this.#alone = alone(plan);
    this.#investigate = investigate;
  }

  play: Crew["play"] = (spans, forMs) => this.#alone.play(spans, forMs);

  investigate: Crew["investigate"] = (scenario, failure, forMs) =>
    this.#investigate(() => this.#alone.investigate(scenario, failure, forMs), forMs);

  hurry(): void {
    this.#alone.hurry();
  }

  end(): Promise<void> {
    return this.#alone.end();
  }
}

const died = (): Promise<never> => Promise.reject(new WorkerLost("a worker died (SIGKILL)"));
const nobody = (): Promise<never> => new Promise(() => undefined);

describe("a finding of a campaign", () => {
  it("is told as the search saw it where whoever looks into it dies, and again", async () => {
    const plan = planFor([lostIncrement], 200);
    const losses: string[] = [];
    const standing = await play(plan, new Investigators(plan, died), undefined, {
      onLoss: ([span], why, givenUp) => losses.push(`${why} ${span?.scenario} ${span?.from} ${givenUp}`),
    });
    const [suspect] = standing.discoveries.uninvestigated;
    const { index } = suspect?.failure.smallest ?? {};
    const why = `a worker died (SIGKILL) over the finding ${suspect?.failure.fingerprint} of broken/lost-increment`;
    expect(losses.map((loss) => loss.startsWith(why))).toEqual([true, true]);
    expect(losses).toEqual([
      expect.stringMatching(/ broken\/lost-increment \d+ false$/),
      // Of the smallest execution that was known by then.
      expect.stringMatching(/ broken\/lost-increment \d+ true$/),
    ]);
    expect(summaryText(standing, "out")).toMatch(
      new RegExp(
        `1 finding\\n +\\d+ x  assertion  broken/lost-increment  not investigated: npx reveille run broken/lost-increment --seed test.${index}$`,
      ),
    );
    expect(exitCodeOf(standing)).toBe(1);
  });

  it("is not shrunk the second time, as it may have been that", async () => {
    const plan = planFor([lostIncrement], 200);
    const times: number[] = [];
    const crew = new Investigators(plan, (work, forMs) => {
      times.push(forMs);
      return times.length === 1 ? died() : work();
    });
    const standing = await play(plan, crew);
    expect(times.slice(0, 2)).toEqual([Number.POSITIVE_INFINITY, 0]);
    const [discovery] = standing.discoveries.all;
    expect(discovery?.investigated.file.shrunk).toEqual(discovery?.investigated.file.original);
  });

  it("is looked into while others are", async () => {
    const plan = planFor([manyWays], 300);
    let now = 0;
    let most = 0;
    const crew = new Investigators(plan, async (work) => {
      most = Math.max(most, ++now);
      await pause(1);
      now--;
      return work();
    });
    await play(plan, crew);
    expect(most).toBe(3);
  });

  it("keeps nobody waiting who stops the campaign, or whose time is over", async () => {
    const beganMs = performance.now();
    const counted = planFor([lostIncrement], 200);
    const stopped = play(counted, new Investigators(counted, nobody), undefined, {
      stop: () => performance.now() - beganMs > 200,
    });
    const timed: Plan = { ...counted, budget: { seconds: 0.3 } };
    for (const standing of await Promise.all([stopped, play(timed, new Investigators(timed, nobody))])) {
      expect(standing.discoveries.uninvestigated).toHaveLength(1);
    }
    expect(performance.now() - beganMs).toBeLessThan(2_300);
  });

  it("ends the campaign where it cannot be written", async () => {
    const plan = planFor([lostIncrement], 100_000);
    const onDiscovery = (): Promise<void> => Promise.reject(new Error("the disk is full"));
    await expect(play(plan, alone(plan), undefined, { onDiscovery })).rejects.toThrow("the disk is full");
  });
});
