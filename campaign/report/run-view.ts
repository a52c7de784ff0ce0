/** A recording as the page shows it: threads by number, empty fields left out, the middle of what is too long too. */
import type { Recording, TraceEvent } from "../../sim/index.ts";
import type { RunView, StepView, ThreadView } from "./data.ts";

/** How many steps of a long run are embedded: the beginning says who is there, the end what broke. */
export interface StepLimit {
  readonly head: number;
  readonly tail: number;
}

export function runView(recording: Recording, { head, tail }: StepLimit): RunView {
  const { trace, waiting } = recording;
  const threads: ThreadView[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (path: string, name: string): number => {
    const known = numbers.get(path);
    if (known !== undefined) return known;
    numbers.set(path, threads.length);
    return threads.push({ path, name }) - 1;
  };
  for (const { thread, name } of [...trace, ...waiting]) numberOf(thread, name);
  const cut = trace.length > head + tail;
  const kept = cut ? [...trace.slice(0, head), ...trace.slice(-tail)] : trace;
  return {
    size: { steps: recording.steps, switches: recording.switches },
    stepCount: trace.length,
    virtualTimeNs: recording.virtualTimeNs,
    threads,
    steps: kept.map((event) => stepView(event, numbers)),
    leftOut: cut ? { from: head + 1, to: trace.length - tail } : null,
    waiting: waiting.map(({ thread, name, call, waitsFor }) => ({ thread: numberOf(thread, name), call, waitsFor })),
  };
}

function stepView(event: TraceEvent, numbers: ReadonlyMap<string, number>): StepView {
  const { index, call, kind, access, timeNs, result, ordering, object, label, sort, value, readsFrom, place } = event;
  const lets = event.lets.flatMap((path) => numbers.get(path) ?? []);
  return {
    index,
    thread: numbers.get(event.thread) ?? 0,
    call,
    kind,
    access,
    timeNs,
    ...(result === "" ? {} : { result }),
    ...(ordering === null ? {} : { ordering }),
    ...(object === null ? {} : { object: sort === null ? object : `${sort} ${object}` }),
    ...(label === null ? {} : { label }),
    ...(sort === null ? {} : { sort }),
    ...(value === null ? {} : { value }),
    ...(readsFrom === null ? {} : { readsFrom }),
    ...(event.stale ? { stale: true } : {}),
    ...(lets.length === 0 ? {} : { lets }),
    ...(event.notes.length === 0 ? {} : { notes: event.notes }),
    ...(event.faults.length === 0 ? {} : { faults: event.faults }),
    ...(place === null ? {} : { place }),
  };
}
