import { describe, expect, it } from "vitest";
import { alone, cameTo, planFor, play } from "../testing/campaigns.ts";
import { lostIncrement } from "../testing/project/scenarios/lost-increment.ts";
import { manyWays } from "../testing/project/scenarios/many-ways.ts";
import { onPurpose } from "../testing/project/scenarios/on-purpose.ts";
import { steady } from "../testing/project/scenarios/steady.ts";
import { WorkerLost } from "../workers/lost.ts";
import type { Alone } from "./alone.ts";
import { BLOCK, strategyOfBlock } from "./blocks.ts";
import type { Crew } from "./crew.ts";
import type { Span } from "./span.ts";
import type { Plan } from "./standing.ts";

const SCENARIOS = [lostIncrement, onPurpose, steady];

/** Several at work, who come back in another order than they went; now and then one does not. */
class Unruly implements Crew {
  readonly size = 3;
  readonly lanes = 2;
  readonly #workers: readonly Alone[];
  readonly #lose: (spans: readonly Span[], order: number) => boolean;
  #orders = 0;

  constructor(plan: Plan, lose: (spans: readonly Span[], order: number) => boolean) {
    this.#workers = [alone(plan), alone(plan), alone(plan)];
    this.#lose = lose;
  }

  async play(spans: readonly Span[], forMs: number): ReturnType<Crew["play"]> {
    const order = ++this.#orders;
    // A worker of its own for each order, as a process would have it.
    const worker = this.#workers[order % this.#workers.length] as Alone;
    for (let turn = 0; turn < order % 3; turn++) await new Promise((resolve) => setTimeout(resolve, 1));
    if (this.#lose(spans, order)) throw new WorkerLost("a worker died (SIGKILL)");
    return worker.play(spans, forMs);
  }

  investigate: Crew["investigate"] = (scenario, failure, forMs) =>
    (this.#workers[0] as Alone).investigate(scenario, failure, forMs);

  hurry(): void {
    for (const worker of this.#workers) worker.hurry();
  }

  async end(): Promise<void> {
    this.hurry();
  }
}

describe("a campaign", () => {
  const plan = planFor(SCENARIOS, 6_000);

  it("comes to the same whoever plays it and in whatever order", async () => {
    const expected = cameTo(await play(plan));
    expect(cameTo(await play(plan, new Unruly(plan, () => false)))).toEqual(expected);
    expect(expected).toMatchObject({ executions: 6_000, findings: [{ scenario: "broken/lost-increment" }] });
  });

  it("lets guided search play some blocks of a scenario, by the seed, never the first", async () => {
    const { accounts } = await play(plan);
    const guided = accounts.map(({ sums }) => sums.strategies.guided?.executions ?? 0);
    const expected = SCENARIOS.map(({ name }) => {
      const blocks = [0, 1, 2, 3].filter((block) => strategyOfBlock("test", "portfolio", name, block) === "guided");
      return blocks.reduce((sum, block) => sum + Math.min(BLOCK, 2_000 - block * BLOCK), 0);
    });
    expect(guided).toEqual(expected);
    expect(Math.max(...guided)).toBeGreaterThan(0);
  });

  it("plays again what was lost with a worker once", async () => {
    const losses: string[] = [];
    const crew = new Unruly(plan, (_spans, order) => order === 2);
    const standing = await play(plan, crew, undefined, {
      onLoss: (spans, why, givenUp) => losses.push(`${spans.length > 0} ${why} ${givenUp}`),
    });
    expect(losses).toEqual(["true a worker died (SIGKILL) false"]);
    expect(cameTo(standing)).toEqual(cameTo(await play(plan)));
  });

  it("gives up what workers die of, and nothing else", async () => {
    const deadly = ({ scenario, from, to }: Span): boolean => scenario === steady.name && from <= 600 && 600 < to;
    const standing = await play(plan, new Unruly(plan, (spans) => spans.some(deadly)));
    const lost = standing.accounts.map((account) => account.lost);
    expect(lost.slice(0, 2)).toEqual([0, 0]);
    expect(lost[2]).toBeGreaterThan(0);
    expect(standing.executions + (lost[2] ?? 0)).toBe(6_000);
    expect(standing.accounts[2]?.sums.executions).toBeGreaterThan(0);
  });

  it("stops where it is told to, and goes on from there to the same end", async () => {
    const spans: Parameters<typeof play>[2] = { spans: [], findings: [], seconds: 0 };
    let stop = false;
    await play(plan, undefined, undefined, {
      onSpan: ({ span, reached, ...rest }) => {
        (spans.spans as object[]).push({ ...span, to: reached, ...rest });
        stop = spans.spans.length >= 5;
      },
      stop: () => stop,
    });
    const rest = await play(plan, undefined, spans);
    expect(cameTo(rest)).toEqual(cameTo(await play(plan)));
  });

  it("investigates so many findings of a scenario and counts the others", async () => {
    const standing = await play(planFor([manyWays], 600));
    expect(standing.discoveries.all).toHaveLength(20);
    expect(standing.discoveries.countedOnly).toHaveLength(6);
  });
});
