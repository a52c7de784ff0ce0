/** The tables of docs/strategies.md, between two marks; the rest of the page is written by hand. */
import { whole } from "../table.ts";
import { type Again, AIMS, type Measured, mixToBest, SERIES_AGAIN, STRATEGIES } from "./measured.ts";
import { COMPARED, PUBLISHED } from "./published.ts";

const BEGIN = "<!-- measured: npm run bench:strategies -- --write -->";
const END = "<!-- end of what was measured -->";
const AGAIN = `Where the quotient is above 2, both were measured again over ${SERIES_AGAIN} other series, by the mean:`;

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
  const again = measured.flatMap((each) => (each.again === undefined ? [] : [againRow(each.program, each.again)]));
  return [
    markdown(header, rows),
    ...(again.length === 0
      ? []
      : [AGAIN, markdown(["program", "best", "its mean", "portfolio", "portfolio / best"], again)]),
    "What was aimed at:",
    markdown(["aim", "median", "within", ""], aims),
    "Our median / the published mean:",
    markdown(
      ["program", ...COMPARED.map(([ours, theirs]) => `${ours} / ${theirs}`)],
      measured.flatMap(besidePublished),
    ),
  ].join("\n\n");
}

/** No row where nothing was published of the program. */
function besidePublished(measured: Measured): readonly (readonly string[])[] {
  const published = PUBLISHED[measured.program];
  if (published === undefined) return [];
  return [[measured.program, ...COMPARED.map(([ours], column) => `${median(measured, ours)} / ${published[column]}`)]];
}

function againRow(program: string, { best, bestSchedules, mixSchedules }: Again): readonly string[] {
  const ratio = (mixSchedules / bestSchedules).toFixed(1);
  return [program, best, bestSchedules.toFixed(1), mixSchedules.toFixed(1), ratio];
}

function median({ medians, schedulesMax }: Measured, name: (typeof STRATEGIES)[number]): string {
  const schedules = medians[name];
  if (schedules === Number.POSITIVE_INFINITY) return `>${whole(schedulesMax)}`;
  // Between two whole numbers, where it is none of them.
  return `${whole(Math.floor(schedules))}${Number.isInteger(schedules) ? "" : ".5"}`;
}

function ratio(measured: Measured): string {
  const value = mixToBest(measured);
  return Number.isFinite(value) ? value.toFixed(1) : "";
}

function markdown(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = header.map((_, column) => (column === 0 ? "---" : "---:"));
  return [header, rule, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
