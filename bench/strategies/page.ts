/** The tables of docs/strategies.md, between two marks; the rest of the page is written by hand. */
import { whole } from "../table.ts";
import { AIMS, type Measured, mixToBest, STRATEGIES } from "./measured.ts";

const BEGIN = "<!-- measured: npm run bench:strategies -- --write -->";
const END = "<!-- end of what was measured -->";

/** The page with `measured` in its tables. Throws where the marks are gone. */
export function withTables(page: string, measured: readonly Measured[]): string {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`docs/strategies.md: put back the lines "${BEGIN}" and "${END}"`);
  return `${page.slice(0, begin + BEGIN.length)}\n\n${tables(measured)}\n\n${page.slice(end)}`;
}

function tables(measured: readonly Measured[]): string {
  const header = ["program", ...STRATEGIES, "portfolio / best"];
  const rows = measured.map((each) => [each.program, ...STRATEGIES.map((name) => median(each, name)), ratio(each)]);
  const aims = AIMS.flatMap(({ program, strategy, schedules }) => {
    const found = measured.find((each) => each.program === program);
    if (found === undefined) return [];
    const reached = found.medians[strategy] <= schedules ? "reached" : "missed";
    return [[`${program} by ${strategy}`, median(found, strategy), `${schedules}`, reached]];
  });
  return `${markdown(header, rows)}\n\n${markdown(["aim", "median", "within", ""], aims)}`;
}

function median({ medians, schedulesMax }: Measured, name: (typeof STRATEGIES)[number]): string {
  const schedules = medians[name];
  if (schedules === Number.POSITIVE_INFINITY) return `>${whole(schedulesMax)}`;
  return Number.isInteger(schedules) ? whole(schedules) : schedules.toFixed(1);
}

function ratio(measured: Measured): string {
  const value = mixToBest(measured);
  return Number.isFinite(value) ? value.toFixed(1) : "";
}

function markdown(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = header.map((_, column) => (column === 0 ? "---" : "---:"));
  return [header, rule, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
