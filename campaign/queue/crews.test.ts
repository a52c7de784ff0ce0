import { expect, it } from "vitest";
import type { Crew } from "../fuzz/crew.ts";
import { SETTINGS } from "../testing/campaigns.ts";
import { Crews } from "./crews.ts";

/** Says of each crew when it is made and when it is ended. */
function listed(said: string[]): Crews {
  return new Crews(({ seed }) => {
    said.push(`made for ${seed}`);
    const end = async (): Promise<void> => void said.push(`ended for ${seed}`);
    return { seed, end } as unknown as Crew; // nothing else of a crew is used
  });
}

const settings = (seed: string): typeof SETTINGS => ({ ...SETTINGS, seed });

it("employs one crew for all orders of a campaign, also where they come at once", async () => {
  const said: string[] = [];
  const crews = listed(said);
  await crews.with(settings("a"), async () => undefined);
  await Promise.all([1, 2, 3].map(() => crews.with(settings("b"), async () => undefined)));
  expect(said).toEqual(["made for a", "made for b", "ended for a"]);
  await crews.end();
  expect(said).toHaveLength(4);
});

it("keeps a crew that is at work when another campaign comes", async () => {
  const said: string[] = [];
  const crews = listed(said);
  await crews.with(settings("a"), () => crews.with(settings("b"), async () => undefined));
  expect(said).toEqual(["made for a", "made for b"]);
});
