import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import {
  AtomicUsize,
  createStrategy,
  currentThread,
  faultStrikes,
  Mutex,
  type Op,
  park,
  type Recording,
  Runner,
  sleep,
  spawn,
  unpark,
} from "../../sim/index.ts";
import { scenarioOf } from "../testing/scenario-of.ts";
import { type ChromeEvent, type ChromeTrace, chromeTrace } from "./trace-events.ts";
import { writePerfetto } from "./write.ts";

const folder = mkdtempSync(path.join(tmpdir(), "reveille-perfetto-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function record(model: () => Op<void>, seed = "a"): Recording {
  const scenario = scenarioOf("test/perfetto", "for this test", model, { faults: { loss: { chance: 1 } } });
  return new Runner(scenario, { strategy: createStrategy("random") }).record(seed);
}

/** What another program reads: the file, parsed. */
function written(recording: Recording): ChromeTrace {
  const file = path.join(folder, "trace.json");
  writePerfetto(file, recording, { scenario: "test/perfetto", seed: "a" });
  return JSON.parse(readFileSync(file, "utf8")) as ChromeTrace;
}

const of = (trace: ChromeTrace, ...phases: readonly ChromeEvent["ph"][]): ChromeEvent[] =>
  trace.traceEvents.filter(({ ph }) => phases.includes(ph));

function* waking(ns: number): Op<void> {
  const main = currentThread();
  const flag = new AtomicUsize(0, "flag");
  const mutex = new Mutex(0, "m");
  const waker = yield* spawn(function* () {
    if (ns > 0) yield* sleep(ns);
    yield* flag.store(1, "Release");
    yield* (yield* mutex.lock()).drop();
    if (faultStrikes("loss", flag)) yield* unpark(main);
  }, "waker");
  yield* park();
  yield* flag.load("Acquire");
  yield* waker.join();
}

function* stuck(): Op<void> {
  yield* spawn(() => park(), "sleeper");
}

/** What the Trace Event Format asks of every event of its kind. */
function expectValid({ traceEvents }: ChromeTrace): void {
  for (const event of traceEvents) {
    expect(event).toMatchObject({ name: expect.any(String), ph: expect.any(String), pid: 1 });
    if (event.ph !== "M") expect(event.ts).toBeGreaterThanOrEqual(0);
    if (event.ph === "X") expect(event.dur).toBeGreaterThan(0);
    if (event.ph !== "C") expect(Number.isInteger(event.tid)).toBe(true);
  }
}

/** The slice of the track that is under way at the event. */
function sliceAt(trace: ChromeTrace, { tid, ts = 0 }: ChromeEvent): ChromeEvent | undefined {
  return of(trace, "X").find(
    (slice) => slice.tid === tid && (slice.ts ?? 0) <= ts && ts < (slice.ts ?? 0) + (slice.dur ?? 0),
  );
}

describe("an execution as a trace", () => {
  it.each([
    ["that takes no virtual time", 0],
    ["that takes some", 2_000_000],
  ])("%s is valid, with one slice a step and none over another", (_which, ns) => {
    const recording = record(() => waking(ns));
    const trace = written(recording);
    expectValid(trace);
    const slices = of(trace, "X");
    expect(slices.map(({ args }) => args?.step)).toEqual(recording.trace.map(({ index }) => index));
    slices.reduce((before, slice) => {
      expect(slice.ts).toBeGreaterThanOrEqual((before.ts ?? 0) + (before.dur ?? 0) - 1e-9);
      return slice;
    });
  });

  it("names its process and its threads, each with a track of its own", () => {
    const trace = written(record(() => waking(0)));
    const names = of(trace, "M").filter(({ name }) => name.endsWith("_name"));
    expect(names.map(({ name, args }) => `${name} ${args?.name}`)).toEqual([
      "process_name test/perfetto",
      "thread_name main (0)",
      "thread_name waker (0.1)",
    ]);
    const tracks = new Set(of(trace, "X").map(({ tid }) => tid));
    expect(names.slice(1).map(({ tid }) => tid)).toEqual([...tracks]);
  });

  it("says of a step its ordering, its value, its place and its notes", () => {
    const recording = record(() => waking(0));
    const store = of(written(recording), "X").find(({ cat }) => cat === "store");
    expect(store).toMatchObject({
      name: "flag.store(1, Release)",
      args: {
        ordering: "Release",
        value: "1",
        object: "flag",
        place: expect.stringContaining("trace-events.test.ts:"),
      },
    });
  });

  it("has arrows with two ends each, from what wakes and from what is read, on the slices of these steps", () => {
    const trace = written(record(() => waking(2_000_000)));
    const [starts, ends] = [of(trace, "s"), of(trace, "f")];
    expect(starts.length).toBeGreaterThan(0);
    expect(ends.map(({ id }) => id)).toEqual(starts.map(({ id }) => id));
    expect(new Set(starts.map(({ id }) => id)).size).toBe(starts.length);
    const drawn = starts.map((start, i) => {
      const end = ends[i] as ChromeEvent;
      expect(end.bp).toBe("e");
      expect(end.ts ?? 0).toBeGreaterThan(start.ts ?? 0);
      return `${sliceAt(trace, start)?.name} ${start.name} ${sliceAt(trace, end)?.name}`;
    });
    expect(drawn.sort()).toEqual([
      "flag.store(1, Release) reads from flag.load(Acquire) = 1",
      "main.unpark() lets go on park()",
      "main.unpark() reads from park()",
    ]);
  });

  it("counts virtual time where it moves, and only there", () => {
    expect(of(written(record(() => waking(0))), "C")).toEqual([]);
    const trace = written(record(() => waking(2_000_000)));
    const counts = of(trace, "C").map(({ args }) => args?.ns);
    expect(counts[0]).toBe(0);
    expect(counts.at(-1)).toBe(2_000_000);
    expect(of(trace, "X").find(({ cat }) => cat === "store")?.ts).toBeGreaterThanOrEqual(2_000);
  });

  it("shows faults that struck, and what threads wait for at the end", () => {
    expect(of(written(record(() => waking(0))), "i")).toMatchObject([{ name: "fault: loss at flag", s: "p" }]);
    const recording = record(stuck);
    const last = of(chromeTrace(recording, {}), "X").at(-1);
    expect(last).toMatchObject({ cat: "waiting", name: "park() waits for unpark(sleeper)" });
  });

  it("that cannot be written says why", () => {
    const nowhere = path.join(folder, "none", "trace.json");
    expect(() => writePerfetto(nowhere, record(stuck), {})).toThrow(
      `cannot write the trace ${nowhere}: there is no such file`,
    );
  });
});
