/** Which switch decides, in sentences; or, where none does, what was tried. */
import type { Report, TriedSwitch } from "../../sim/index.ts";

export function decidingText(report: Report, tried: readonly TriedSwitch[]): string[] {
  const { decisive } = report;
  if (decisive !== null) {
    const { afterStep, failedWith, failedWithout, of } = decisive;
    const without = failedWithout === 0 ? "none" : `${failedWithout} of ${of}`;
    return [
      `The switch after step ${afterStep} decides: with it ${failedWith} of ${of} runs fail, without it ${without}.`,
      ...turnedRound(afterStep, report),
    ];
  }
  const telling = mostTelling({ decisive }, tried);
  if (telling === null) return ["No switch was tried: it fails without one, or its runs are too long to repeat."];
  return [
    "No single switch decides. Of runs that begin alike and go on at random:",
    ...tried.map(triedText),
    ...turnedRound(telling.afterStep, report),
  ];
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
    if (own !== undefined) return [`"${own.name}" was about to do ${own.call} (step ${own.index})`];
    const wait = waiting.find((one) => one.thread === thread);
    return wait === undefined ? [] : [`"${wait.name}" was about to do ${wait.call}, and never came to it`];
  });
  return [
    `After step ${afterStep} "${next.name}" did ${next.call}${plans.length > 0 ? `, when ${plans.join(" and ")}` : ""}.`,
  ];
}
