/** A step as a person would tell it: `"consumer" read ready = false at step 2`. */
import type { TraceEvent } from "../../sim/index.ts";

/** Who did what, and at which step. */
export function told(event: TraceEvent): string {
  return `"${event.name}" ${deed(event)} at step ${event.index}`;
}

/** What was done, without who and when. */
export function deed(event: TraceEvent): string {
  const { kind, result, value, call } = event;
  const label = event.label ?? "";
  const seen = result.replace(/ \(stale\)$/, "");
  switch (kind) {
    case "load":
    case "get":
      return `read ${label} = ${seen}${event.stale ? " (an older value)" : ""}`;
    case "store":
    case "set":
      return `wrote ${label} = ${argumentOf(call, kind)}`;
    case "compareExchange":
    case "compareExchangeWeak":
      return result === "ok"
        ? `changed ${label} from ${argumentOf(call, kind).replace(" -> ", " to ")}`
        : `could not change ${label} (${result})`;
    case "unlock":
    case "unpark":
      return `${kind}ed ${label}`;
    case "dealloc":
      return `freed ${label}`;
    case "park":
      return result === "" ? "parked, and took its token" : `parked (${result})`;
    default:
      if (value !== null && seen !== "" && event.access === "write") {
        return `changed ${label} from ${seen} to ${value} (${kind})`;
      }
      return `called ${call}${seen === "" ? "" : ` = ${seen}`}`;
  }
}

/** Where in the model it stands; "" where that is not known. */
export function at({ place }: TraceEvent): string {
  return place === null ? "" : `, ${place}`;
}

/** `n.store(1, Relaxed)` -> `1`: what was given besides orderings. */
function argumentOf(call: string, kind: string): string {
  const inside = call.slice(call.indexOf(`${kind}(`) + kind.length + 1, -1);
  return inside.replace(/(, (Relaxed|Acquire|Release|AcqRel|SeqCst|plain))+$/, "");
}

/** A compare-exchange that failed has only read. */
export function wrote({ kind, access, result }: TraceEvent): boolean {
  return access === "write" && !(kind.startsWith("compareExchange") && result !== "ok");
}

/** Two steps of two threads on one object, of which at least one writes. */
export function conflict(one: TraceEvent, other: TraceEvent): boolean {
  return one.thread !== other.thread && isSame(one, other) && (wrote(one) || wrote(other));
}

/** An identity is good among objects of one sort: a thread's path may be that of an atomic, too. */
export function isSame(one: Touching, other: Touching): boolean {
  return one.object !== null && one.object === other.object && one.sort === other.sort;
}

type Touching = Pick<TraceEvent, "object" | "sort">;
