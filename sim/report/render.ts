/**
 * A report as plain text: what broke, the schedule as columns with the values read and written, how
 * the original and the shrunk run differ in size, and the line that repeats it.
 */
import type { TraceEvent } from "../trace/trace-event.ts";
import { renderRows, WIDTH } from "./columns.ts";
import { decisiveText } from "./decisive-text.ts";
import { faultReportText } from "./fault-report.ts";
import type { Report } from "./report.ts";
import { rowsOf } from "./rows.ts";
import { indent, wrap } from "./wrap.ts";

export interface RenderOptions {
  /** The line that repeats it; default: `npx reveille replay <tape>`. */
  readonly again?: string;
}

export function renderReport(report: Report, options: RenderOptions = {}): string {
  const { finding, waiting, trace } = report;
  const blocks = [
    [headline(report)],
    indent(wrap(finding.message, WIDTH - 2), "  "),
    drawn(report),
    faults(report),
    renderRows(rowsOf(trace, waiting)),
    indent(
      finding.details.flatMap((detail) => wrap(detail, WIDTH - 2)),
      "  ",
    ),
    places(trace),
    footer(report, options.again ?? `npx reveille replay ${report.tape}`),
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

/** A trace alone, as columns, for looking at a run that found nothing. */
export function renderTrace(run: Pick<Report, "trace" | "waiting">): string {
  return renderRows(rowsOf(run.trace, run.waiting)).join("\n");
}

function headline({ finding, scenario, seed, strategy, again }: Report): string {
  const kind = finding.invariant === null ? finding.kind : `${finding.kind} ${finding.invariant}`;
  const from = seed === null ? "from a tape" : `seed ${seed} (${strategy})`;
  return [kind, scenario, from, `again ${again.failed} of ${again.of}`].join("   ");
}

function drawn({ options }: Report): string[] {
  const values = Object.entries(options).map(([name, value]) => `${name}=${value}`);
  return values.length === 0 ? [] : indent(wrap(`options  ${values.join(" ")}`, WIDTH - 2), "  ");
}

function faults({ faults: report }: Report): string[] {
  return report === null ? [] : indent(wrap(faultReportText(report), WIDTH - 2), "  ");
}

/** The last known place of each thread. */
function places(trace: readonly TraceEvent[]): string[] {
  const last = new Map<string, TraceEvent>();
  for (const event of trace) if (event.place !== null) last.set(event.thread, event);
  return [...last.values()].map(({ name, index, place }) => `  "${name}" took its last step, ${index}, at ${place}`);
}

function footer({ original, shrunk, decisive }: Report, again: string): string[] {
  const lines: string[] = [];
  if (original.steps !== shrunk.steps || original.switches !== shrunk.switches) {
    lines.push(`  shrunk   ${size(original)} -> ${size(shrunk)}`);
  }
  if (decisive !== null) {
    lines.push(`  decisive the switch after step ${decisive.afterStep}: ${decisiveText(decisive)}`);
  }
  return [...lines, `  again    ${again}`];
}

function size({ steps, switches }: { readonly steps: number; readonly switches: number }): string {
  return `${steps} ${steps === 1 ? "step" : "steps"}, ${switches} ${switches === 1 ? "switch" : "switches"}`;
}
