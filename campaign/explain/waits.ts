/** Who waits for what at the end, and who could have ended the wait. */
import type { Report, TraceEvent, Waiting } from "../../sim/index.ts";
import { isSame, told, wrote } from "./phrases.ts";

export function waitsOf({ finding, trace, waiting }: Report): string[] {
  return waiting.map((wait) => {
    const known = finding.details.find((detail) => isAbout(detail, wait));
    return `${known ?? `"${wait.name}" ${wait.waitsFor}, in ${wait.call}`}. ${whoCould(wait, trace)}`.trimEnd();
  });
}

/** Whether a detail of the finding says what this thread waits for: it knows more of who could end that. */
export function isAbout(detail: string, { name, waitsFor }: Waiting): boolean {
  return detail.startsWith(`"${name}" ${waitsFor}`);
}

/** The last steps of the others on what it waits at: they came too early, or hold it still, or never came. */
function whoCould(wait: Waiting, trace: readonly TraceEvent[]): string {
  const { thread, call } = wait;
  const others = trace.filter((event) => isSame(event, wait) && event.thread !== thread && wrote(event));
  const latest = others.at(-1);
  if (latest !== undefined)
    return `The last that anybody else did there: ${told(latest)}${taken(latest, thread, trace)}.`;
  if (call.startsWith("park")) return "Nobody unparked it in the whole run.";
  return "";
}

/** An unpark before the last park is used up. */
function taken(given: TraceEvent, thread: string, trace: readonly TraceEvent[]): string {
  if (given.kind !== "unpark") return "";
  const used = trace.find((event) => event.index > given.index && event.thread === thread && isSame(event, given));
  return used === undefined ? "" : `, which was used up at step ${used.index}`;
}
