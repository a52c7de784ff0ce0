import { expect, it } from "vitest";
import { faultReport, faultReportText } from "./fault-report.ts";

const count = { fault: "loss", chance: 0.4, offered: 12, struck: 2 } as const;

it("says of each planned fault how likely it was, how often it could strike, and did", () => {
  const off = { fault: "hold", chance: 0, offered: 0, struck: 0 } as const;
  const report = faultReport("swarm", { loss: { most: 3, maxNs: 7 }, hold: {} }, [count, off]);
  expect(report).toMatchObject({ mode: "swarm", plan: { loss: { most: 3, maxNs: 7 }, hold: {} } });
  expect(report && faultReportText(report)).toBe(
    "faults (swarm)  loss 0.4 (most 3, up to 7 ns) struck 2 of 12, hold off",
  );
});

it("says nothing where nothing was planned", () => {
  expect(faultReport("none", { loss: {} }, [])).toBeNull();
  expect(faultReport("plan", undefined, [])).toBeNull();
  expect(faultReport({ loss: { minNs: 1 } }, undefined, [count])).toMatchObject({ mode: "given", counts: [count] });
});
