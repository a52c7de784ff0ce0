import { defineConfig } from "vitest/config";
import config from "./vitest.config.ts";

/** For `npm run check:tidy`: our own rules over the whole tree, which take as long as a fifth of the tests. */
export default defineConfig({
  ...config,
  test: { ...config.test, include: ["campaign/tidy/*.check.ts", "campaign/tidy/*.test.ts"] },
});
