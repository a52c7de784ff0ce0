/**
 * What would have ordered two accesses: a write that the one thread made after its access, and a read
 * by which the other heard of it before its own. Where there is one, its orderings were too weak.
 */
import type { TraceEvent } from "../../sim/index.ts";
import { wrote } from "./phrases.ts";

/** A message from the thread of the earlier access to the thread of the later one. */
interface Message {
  readonly written: TraceEvent;
  readonly read: TraceEvent;
}

/** What is missing for `earlier` to happen before `later`, in one sentence or two. */
export function missingOrder(trace: readonly TraceEvent[], earlier: TraceEvent, later: TraceEvent): string {
  const message = messageBetween(trace, earlier, later);
  if (message === null) {
    return `Nothing that "${later.name}" had read by then was written by "${earlier.name}" after its step ${earlier.index}, so no stronger ordering of the accesses as they are would do: what is missing is a lock, a join, or a Release store that the other reads with Acquire.`;
  }
  const { written, read } = message;
  const releases = isOrdered(written, "Release") || fenced(trace, "Release", earlier, written);
  const acquires = isOrdered(read, "Acquire") || fenced(trace, "Acquire", read, later);
  const heard = `"${later.name}" had heard of it: it read ${read.label} at step ${read.index}, as "${written.name}" had written it at step ${written.index}.`;
  if (releases && acquires) return `${heard} The two are ordered by that, but the memory model allows the older value.`;
  const wanted = [
    ...(releases ? [] : [`Release at step ${written.index} (it has ${orderingOf(written)})`]),
    ...(acquires ? [] : [`Acquire at step ${read.index} (it has ${orderingOf(read)})`]),
  ];
  return `${heard} With ${wanted.join(" and ")}, the one would happen before the other.`;
}

/** The last read by `later`'s thread, up to there, of something that `earlier`'s thread wrote from there on. */
function messageBetween(trace: readonly TraceEvent[], earlier: TraceEvent, later: TraceEvent): Message | null {
  for (let i = later.index - 1; i > earlier.index; i--) {
    const read = trace[i - 1];
    if (read?.thread !== later.thread || read.ordering === null) continue;
    const written = sourceBy(trace, earlier, read);
    if (written !== null) return { written, read };
  }
  return null;
}

/** The write that `read` saw, or the one that heads its release sequence, where `earlier`'s thread made it afterwards. */
function sourceBy(trace: readonly TraceEvent[], earlier: TraceEvent, read: TraceEvent): TraceEvent | null {
  for (let from = read.readsFrom; from !== null; ) {
    const written = trace[from - 1];
    if (written === undefined || written.index <= earlier.index) return null;
    if (written.thread === earlier.thread) return written;
    // Only a read-modify-write goes on with what it read.
    from = wrote(written) ? written.readsFrom : null;
  }
  return null;
}

function isOrdered({ ordering, kind, result }: TraceEvent, as: "Acquire" | "Release"): boolean {
  const [success = "", failure = success] = (ordering ?? "").split(", ");
  const used = kind.startsWith("compareExchange") && result !== "ok" ? failure : success;
  return used === as || used === "AcqRel" || used === "SeqCst";
}

function orderingOf({ ordering }: TraceEvent): string {
  return ordering ?? "none";
}

/** Whether a fence of the thread stands between two steps of it. */
function fenced(trace: readonly TraceEvent[], as: "Acquire" | "Release", from: TraceEvent, to: TraceEvent): boolean {
  return trace
    .slice(from.index, to.index - 1)
    .some((event) => event.kind === "fence" && event.thread === from.thread && isOrdered(event, as));
}
