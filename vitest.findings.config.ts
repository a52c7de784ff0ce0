import { defineConfig } from "vitest/config";
import { conditions } from "./vitest.config.ts";

/** The tests that campaigns write beside their findings: `npx vitest run --config vitest.findings.config.ts --dir findings`. */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: { include: ["**/*.test.ts"], testTimeout: 30_000 },
});
