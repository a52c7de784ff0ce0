/** Writes the traces of docs/tour.md and docs/async.md anew: `npm run docs:write`. */
import { readFileSync, writeFileSync } from "node:fs";
import { ASYNC_PAGE, asyncTraces } from "./async-page.ts";
import { TOUR, tourTraces, withTraces } from "./tour.ts";

writeFileSync(TOUR, withTraces(readFileSync(TOUR, "utf8"), await tourTraces()));
writeFileSync(ASYNC_PAGE, withTraces(readFileSync(ASYNC_PAGE, "utf8"), await asyncTraces()));
