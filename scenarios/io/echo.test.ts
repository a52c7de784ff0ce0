import { describe, expect, it } from "vitest";
import { createStrategy, Runner } from "../../sim/index.ts";
import { echo } from "./echo.ts";

describe("io/echo", () => {
  it("comes to its end with fifty clients, although segments are lost, links cut and the server crashes", () => {
    const fifty = { ...echo, options: {}, model: () => echo.model({ clients: 50 }) };
    const runner = new Runner(fifty, { strategy: createStrategy("random"), faults: "plan" });
    const { finding, faults, virtualTimeNs } = runner.run("fifty");
    expect(finding).toBeNull();
    expect(faults.filter(({ struck }) => struck > 0).map(({ fault }) => fault)).toEqual(["loss", "partition", "crash"]);
    expect(virtualTimeNs).toBeGreaterThan(2_000_000_000);
  });
});
