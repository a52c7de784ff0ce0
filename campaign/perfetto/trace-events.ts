/**
 * An execution as a trace for ui.perfetto.dev and chrome://tracing: the Trace Event Format (JSON object
 * format). The execution is a process, each thread a track, each step a slice; arrows lead from what
 * woke a thread to its next step, and from a write to the steps of other threads that read it.
 */
import type { Recording, TraceEvent } from "../../sim/index.ts";
import { type Timeline, timelineOf } from "./timeline.ts";

/** One event of the format, as far as it is used here. `ts` and `dur` are in µs. */
export interface ChromeEvent {
  /** X: slice, s and f: ends of an arrow, i: instant, C: counter, M: metadata. */
  readonly ph: "X" | "s" | "f" | "i" | "C" | "M";
  readonly name: string;
  readonly pid: number;
  readonly tid?: number;
  readonly cat?: string;
  readonly ts?: number;
  readonly dur?: number;
  readonly id?: number;
  /** Of an arrow's end: it belongs to the slice around it, not to the next one. */
  readonly bp?: "e";
  /** Of an instant: across the whole process. */
  readonly s?: "p";
  readonly args?: Readonly<Record<string, unknown>>;
}

export interface ChromeTrace {
  readonly traceEvents: readonly ChromeEvent[];
  readonly displayTimeUnit: "ns";
  readonly otherData: Readonly<Record<string, string>>;
}

const PID = 1;

export function chromeTrace(recording: Recording, about: Readonly<Record<string, string>>): ChromeTrace {
  const { trace } = recording;
  const time = timelineOf(recording);
  const tracks = tracksOf(recording);
  const slices = trace.map((event) => slice(event, time, tracks));
  const traceEvents = [
    ...names(about.scenario ?? "execution", recording, tracks),
    ...slices,
    ...trace.flatMap((event) => faults(event, time, tracks)),
    ...waits(recording, time, tracks),
    ...arrows(recording, time, tracks),
    ...(time.virtual ? trace.map((event) => counter(event, time)) : []),
  ];
  return { traceEvents, displayTimeUnit: "ns", otherData: about };
}

type Tracks = ReadonlyMap<string, number>;

/** Threads by path, numbered in order of their first step: an id of 0 means no thread to some readers. */
function tracksOf({ trace, waiting }: Recording): Tracks {
  const tracks = new Map<string, number>();
  for (const { thread } of [...trace, ...waiting]) if (!tracks.has(thread)) tracks.set(thread, tracks.size + 1);
  return tracks;
}

const trackOf = (thread: string, tracks: Tracks): number => tracks.get(thread) ?? 0; // every thread has one

function names(process: string, { trace, waiting }: Recording, tracks: Tracks): ChromeEvent[] {
  const metadata = (name: string, tid: number, args: object): ChromeEvent => {
    return { ph: "M", name, pid: PID, tid, args: { ...args } };
  };
  const seen = new Map([...trace, ...waiting].map(({ thread, name }) => [thread, name]));
  return [
    metadata("process_name", 0, { name: process }),
    ...[...seen].flatMap(([thread, name]) => {
      const tid = trackOf(thread, tracks);
      return [
        metadata("thread_name", tid, { name: `${name} (${thread})` }),
        metadata("thread_sort_index", tid, { sort_index: tid }),
      ];
    }),
  ];
}

function slice(event: TraceEvent, time: Timeline, tracks: Tracks): ChromeEvent {
  const { index, thread, call, result, kind, ordering, value, place, notes, timeNs, readsFrom, label, object } = event;
  const known = { result: result || null, object: label, id: object, ordering, value, readsFrom, place };
  const args = Object.entries(known).filter(([, one]) => one !== null);
  return {
    ph: "X",
    name: result === "" ? call : `${call} = ${result}`,
    cat: kind,
    pid: PID,
    tid: trackOf(thread, tracks),
    ts: time.startUs(index),
    dur: time.stepUs,
    args: { step: index, virtualTimeNs: timeNs, ...Object.fromEntries(args), ...(notes.length > 0 ? { notes } : {}) },
  };
}

function faults({ index, thread, faults: struck }: TraceEvent, time: Timeline, tracks: Tracks): ChromeEvent[] {
  const tid = trackOf(thread, tracks);
  return struck.map((fault) => {
    return { ph: "i", name: `fault: ${fault}`, cat: "fault", pid: PID, tid, ts: time.startUs(index), s: "p" };
  });
}

/** What the threads wait for that could not go on: behind the last step. */
function waits({ trace, waiting }: Recording, time: Timeline, tracks: Tracks): ChromeEvent[] {
  return waiting.map(({ thread, call, waitsFor }) => ({
    ph: "X",
    name: `${call} ${waitsFor}`,
    cat: "waiting",
    pid: PID,
    tid: trackOf(thread, tracks),
    ts: time.startUs(trace.length + 1),
    dur: time.stepUs,
    args: { waitsFor },
  }));
}

function counter({ index, timeNs }: TraceEvent, time: Timeline): ChromeEvent {
  return { ph: "C", name: "virtual time (ns)", pid: PID, ts: time.startUs(index), args: { ns: timeNs } };
}

/** An arrow has two events of one id: they begin and end within the slices of the two steps. */
function arrows({ trace }: Recording, time: Timeline, tracks: Tracks): ChromeEvent[] {
  const pairs = trace.flatMap((event) => [...wakesOf(event, trace), ...readOf(event, trace)]);
  return pairs.flatMap(({ name, from, to }, i): ChromeEvent[] => {
    const common = { name, cat: name, pid: PID, id: i + 1 };
    return [
      { ph: "s", ...common, tid: trackOf(from.thread, tracks), ts: time.startUs(from.index) },
      { ph: "f", bp: "e", ...common, tid: trackOf(to.thread, tracks), ts: time.startUs(to.index) },
    ];
  });
}

interface Arrow {
  readonly name: string;
  readonly from: TraceEvent;
  readonly to: TraceEvent;
}

/** To the next step of each thread that this one let go on, where it came to that. */
function wakesOf(from: TraceEvent, trace: readonly TraceEvent[]): Arrow[] {
  return from.lets.flatMap((path) => {
    const to = nextOf(path, from.index, trace);
    return to === null ? [] : [{ name: "lets go on", from, to }];
  });
}

/** Of a long trace, only what lies between is looked at. */
function nextOf(path: string, after: number, trace: readonly TraceEvent[]): TraceEvent | null {
  for (let i = after; i < trace.length; i++) if (trace[i]?.thread === path) return trace[i] ?? null;
  return null;
}

function readOf(to: TraceEvent, trace: readonly TraceEvent[]): Arrow[] {
  const from = to.readsFrom === null ? undefined : trace[to.readsFrom - 1];
  return from === undefined || from.thread === to.thread ? [] : [{ name: "reads from", from, to }];
}
