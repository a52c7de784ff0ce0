/** Writes the traces of docs/tour.md anew: `npm run docs:write`. */
import { readFileSync, writeFileSync } from "node:fs";
import { TOUR, tourTraces, withTraces } from "./tour.ts";

writeFileSync(TOUR, withTraces(readFileSync(TOUR, "utf8"), await tourTraces()));
