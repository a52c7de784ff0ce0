import { defineConfig } from "vitest/config";
import { GoldenRowsReporter } from "./campaign/testing/golden-rows.ts";

/** Our own package name resolves to the sources, so `reveille/sim` in a test needs no build. */
export const conditions = ["reveille-source", "node", "import", "module", "default"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ["{sim,runtime,properties,scenarios,campaign,bench}/**/*.test.ts"],
    testTimeout: 30_000,
    // Nothing of ours outlives an execution, so test files can share a process: a third less time.
    isolate: false,
    // By default one core is left free, which is half of two.
    maxWorkers: "100%",
    reporters: ["default", new GoldenRowsReporter()],
  },
});
