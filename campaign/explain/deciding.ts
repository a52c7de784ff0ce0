/** Which switch decides, in sentences; or, where none does, what was tried. */
import { decisiveText, decodeTape, type Report, type TriedSwitch } from "../../sim/index.ts";

export function decidingText(report: Report, tried: readonly TriedSwitch[]): string[] {
  const { decisive } = report;
  if (decisive !== null) {
    const { afterStep } = decisive;
    return [
      `The switch after step ${afterStep} decides: ${decisiveText(decisive)}.`,
      ...turnedRound(afterStep, report),
    ];
  }
  const telling = mostTelling({ decisive }, tried);
  if (telling === null) return [untried(report)];
  return [
    "No single switch decides. Of runs that begin alike and go on at random:",
    ...tried.map(triedText),
    ...turnedRound(telling.afterStep, report),
  ];
}

/** Why there was no switch to try. */
function untried({ tape, trace }: Report): string {
  if (decodeTape(tape).tape.entries.some(({ kind, answer }) => kind === "schedule" && answer !== 0)) {
    return "No switch was tried: the runs are too long to be repeated so often.";
  }
  return new Set(trace.map(({ thread }) => thread)).size < 2
    ? "No switch: one thread fails alone."
    : "No switch: it fails, too, where each thread goes on until it has to wait or has ended.";
}

/** The switch that decides, or of those that were tried the one that makes the most difference; null for none. */
export function mostTelling(
  { decisive }: Pick<Report, "decisive">,
  tried: readonly TriedSwitch[],
): Pick<TriedSwitch, "afterStep"> | null {
  if (decisive !== null) return decisive;
  const difference = ({ failedWith, failedWithout }: TriedSwitch): number => (failedWith ?? 0) - failedWithout;
  const [first = null, ...others] = tried;
  return others.reduce((best, one) => (best !== null && difference(one) > difference(best) ? one : best), first);
}

function triedText({ afterStep, failedWith, failedWithout, of }: TriedSwitch): string {
  const withIt = failedWith === null ? "" : `with the switch ${failedWith} of ${of} fail, `;
  return `after step ${afterStep}: ${withIt}without it ${failedWithout} of ${of}.`;
}

/** Who went on, and what those were about to do who had begun before it. */
function turnedRound(afterStep: number, { trace, waiting }: Report): string[] {
  const next = trace[afterStep];
  if (next === undefined) return [];
  const begun = new Set(trace.slice(0, afterStep).map(({ thread }) => thread));
  begun.delete(next.thread);
  const plans = [...begun].flatMap((thread) => {
    const own = trace.slice(afterStep).find((event) => event.thread === thread);
    if (own !== undefined) return [`"${own.name}" was about to call ${own.call} (step ${own.index})`];
    const wait = waiting.find((one) => one.thread === thread);
    return wait === undefined ? [] : [`"${wait.name}" was about to call ${wait.call}, where it waits for ever now`];
  });
  const others = plans.length > 0 ? `; ${plans.join(", and ")}` : "";
  return [`After step ${afterStep} "${next.name}" called ${next.call}${others}.`];
}
