import { describe, expect, it } from "vitest";
import { createStrategy, type Listener, Runner, random } from "../sim/index.ts";
import { allMonitors } from "./monitors/all.ts";
import { CellExclusion } from "./monitors/cell-exclusion.ts";
import { scenario } from "./scenario.ts";

const told = { about: "Nobody races with nobody.", source: "this test", *model() {} };

describe("scenario", () => {
  it("watches with all monitors, expects a clean run, and draws nothing, unless told otherwise", () => {
    const made = scenario({ ...told, name: "area/kebab-name" });
    expect(made).toMatchObject({ expect: "clean", options: {}, bounds: {} });
    const kinds = (monitors: readonly Listener[]) => monitors.map((monitor) => monitor.constructor.name);
    expect(kinds(made.monitors())).toEqual(kinds(allMonitors()));
    const own = scenario({ ...told, name: "area/kebab-name", monitors: () => [new CellExclusion()] });
    expect(own.monitors()).toHaveLength(1);
  });

  it("hands the model the options that were drawn", () => {
    const seen = new Set<string>();
    const made = scenario({
      ...told,
      name: "area/options",
      options: { threads: { from: 1, to: 2 }, mode: { oneOf: ["fast", "slow"] } },
      *model({ threads, mode }) {
        seen.add(`${threads} ${mode} ${random(1)}`);
      },
    });
    const runner = new Runner(made, { strategy: createStrategy("random") });
    for (let i = 0; i < 50; i++) runner.run(`options.${i}`);
    expect([...seen].sort()).toEqual(["1 fast 0", "1 slow 0", "2 fast 0", "2 slow 0"]);
  });

  it.each(["AtomicWaker/basic", "basic-notification", "atomic-waker/", "atomic_waker/basic"])(
    "refuses the name %s and says how to name it",
    (name) => {
      expect(() => scenario({ ...told, name })).toThrow("name it area/kebab-name");
    },
  );
});
