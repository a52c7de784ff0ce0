/** The life of the object that a finding is about, and what threads do that get nowhere. */
import type { Report, TraceEvent } from "../../sim/index.ts";
import { at, told } from "./phrases.ts";

const STEPS_MAX = 8;
/** A step that stands so often in the last stretch of a livelock is gone round in. */
const ROUNDS_MIN = 3;
const STRETCH = 400;

const ABOUT_ONE = new Set(["leak", "refcount", "use-after-free", "double-free", "use-after-move"]);

/** The steps on the object that the finding names; none where it is about no single one. */
export function lifeOf({ finding, trace, waiting }: Report): string[] {
  // Who waits for what is told elsewhere; a thread that waits for itself has been stopped before it could.
  const ownLock = finding.kind === "deadlock" && waiting.length === 0;
  if (!ABOUT_ONE.has(finding.kind) && !ownLock) return [];
  const labels = [...new Set(trace.flatMap(({ label }) => (label === null ? [] : [label])))];
  // `task 0.1.2` is named, and its steps are on `task 0.1.2.state`; of several the longest is meant.
  const named = labels.filter((label) => finding.message.includes(label) || finding.message.includes(ownerOf(label)));
  const [subject] = named.map((label) => (finding.message.includes(label) ? label : ownerOf(label))).sort(longestFirst);
  if (subject === undefined) return ["No step of the schedule was done to it."];
  const steps = trace.filter(({ label }) => label === subject || label?.startsWith(`${subject}.`));
  const left = steps.length - STEPS_MAX;
  return [
    ...(left > 0 ? [`${left} earlier steps on ${subject} are left out.`] : []),
    ...steps.slice(-STEPS_MAX).map((event) => `${told(event)}${at(event)}.`),
  ];
}

function ownerOf(label: string): string {
  const dot = label.lastIndexOf(".");
  return dot > 0 ? label.slice(0, dot) : label;
}

const longestFirst = (one: string, other: string): number => other.length - one.length;

/** What each thread does again and again at the end of a livelock, and when anybody last changed what it looks at. */
export function roundsOf({ finding, trace }: Report): string[] {
  if (finding.kind !== "livelock") return [];
  const counts = new Map<string, { event: TraceEvent; times: number }>();
  for (const event of trace.slice(-STRETCH)) {
    const { thread, call, result } = event;
    const key = `${thread} ${call} ${result}`;
    counts.set(key, { event, times: (counts.get(key)?.times ?? 0) + 1 });
  }
  const repeated = [...counts.values()].filter(({ times }) => times >= ROUNDS_MIN).slice(0, STEPS_MAX);
  return repeated.map(({ event, times }) => {
    const { name, call, result, readsFrom } = event;
    const outcome = result === "" ? "" : ` = ${result}`;
    const source = event.access !== "read" || event.object === null ? "" : sourceOf(readsFrom, trace);
    return `"${name}" called ${call}${outcome} ${times} times in the last ${Math.min(STRETCH, trace.length)} steps${source}.`;
  });
}

function sourceOf(readsFrom: number | null, trace: readonly TraceEvent[]): string {
  const source = readsFrom === null ? undefined : trace[readsFrom - 1];
  return source === undefined ? ", and nobody ever changed that" : `; ${told(source)}, and nobody changed it since`;
}
