/** The arrows of a timeline: who let whom go on, who got a task polled, and whose write was read. */
import type { RunView, StepView } from "../data.ts";
import { decode } from "./values.ts";

export interface Link {
  /** Step numbers. */
  readonly from: number;
  readonly to: number;
  readonly kind: "wake" | "read" | "stale";
}

export function linksOf({ steps }: RunView): Link[] {
  return [...lets(steps), ...polls(steps), ...reads(steps)];
}

/** From a step to the next one of each thread that could not go on without it. */
function lets(steps: readonly StepView[]): Link[] {
  return steps.flatMap((step, at) =>
    (step.lets ?? []).flatMap((thread): Link[] => {
      const next = steps.find((later, i) => i > at && later.thread === thread);
      return next === undefined ? [] : [{ from: step.index, to: next.index, kind: "wake" }];
    }),
  );
}

/**
 * A wake of a task lets no thread go on: it sets NOTIFIED in the task's state word, and whoever polls
 * the task sets RUNNING. From the one to the other, across threads.
 */
function polls(steps: readonly StepView[]): Link[] {
  const links: Link[] = [];
  const notified = new Map<string, StepView>();
  const names = new Map<string, readonly string[]>();
  for (const step of steps) {
    const { object, value } = step;
    const word = value === undefined ? null : decode(value);
    if (object === undefined || word === null) continue;
    const before = names.get(object) ?? [];
    names.set(object, word.names);
    const wake = notified.get(object);
    if (word.names.includes("RUNNING") && !before.includes("RUNNING") && wake !== undefined) {
      notified.delete(object);
      if (wake.thread !== step.thread) links.push({ from: wake.index, to: step.index, kind: "wake" });
    } else if (word.names.includes("NOTIFIED") && !before.includes("NOTIFIED") && before.length > 0) {
      notified.set(object, step);
    }
  }
  return links;
}

function reads(steps: readonly StepView[]): Link[] {
  return steps.flatMap(({ readsFrom, stale, index }) =>
    readsFrom === undefined ? [] : [{ from: readsFrom, to: index, kind: stale === true ? "stale" : "read" } as const],
  );
}
