/** Writes the outputs in docs/litmus.md anew: `npm run docs:write`. */
import { readFileSync, writeFileSync } from "node:fs";
import { LITMUS_PAGE, withOutputs } from "./litmus-page.ts";

writeFileSync(LITMUS_PAGE, await withOutputs(readFileSync(LITMUS_PAGE, "utf8")));
