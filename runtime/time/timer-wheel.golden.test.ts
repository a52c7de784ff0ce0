/**
 * Row by row against what the real tokio did (`timer-wheel.golden.txt`): the wheel's arithmetic, long sequences
 * of insertions, resets, removals and polls, and sleeping tasks of a runtime with a paused clock.
 */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { catchUnwind, type Op } from "../../sim/index.ts";
import { Builder } from "../builder.ts";
import { async_, wait } from "../future/async.ts";
import { spawn } from "../task/spawn.ts";
import { mismatches, type Replay } from "../testing/golden-rows.ts";
import { goldenSections, rowsOf } from "../testing/golden-sections.ts";
import { Clock } from "./clock.ts";
import { TimerShared } from "./entry-shared.ts";
import { STATE_DEREGISTERED } from "./entry-state.ts";
import { Level } from "./level.ts";
import { LEVEL_MULT, levelFor, levelRange, MAX_DURATION, NUM_LEVELS, slotFor, slotRange } from "./level-arithmetic.ts";
import { instantNow } from "./now.ts";
import { sleep } from "./sleep.ts";
import { MAX_SAFE_TICK, TimeSource } from "./source.ts";
import { type Tick, tickOf } from "./tick.ts";
import { Wheel } from "./wheel.ts";

const sections = goldenSections(readFileSync(new URL("timer-wheel.golden.txt", import.meta.url), "utf8"));

const tick = (text: string | undefined): Tick => tickOf(BigInt(text ?? ""));

const noDriver = {};

function* levelForRow(row: string): Op<string> {
  const [elapsed, when] = row.split(" ");
  return `${elapsed} ${when} ${levelFor(tick(elapsed), tick(when))}`;
}

function* slotForRow(row: string): Op<string> {
  const [when, level] = row.split(" ");
  return `${when} ${level} ${slotFor(tick(when), Number(level))}`;
}

function* levelProbeRow(row: string): Op<string> {
  const [given = ""] = row.split(";");
  const [level, occupied, at] = given.split(" ");
  const now = tick(at);
  const probed = new Level(Number(level));
  const bits = BigInt(`0x${occupied}`);
  for (let slot = 0; slot < LEVEL_MULT; slot++) if ((bits >> BigInt(slot)) & 1n) probed.occupied.set(slot);
  const slot = probed.occupied.isEmpty ? "-" : probed.nextOccupiedSlot(now);
  const expiration = yield* catchUnwind(function* () {
    return probed.nextExpiration(now);
  });
  const deadline = expiration.ok ? (expiration.value?.deadline ?? "-") : `panic: ${expiration.panic.payload}`;
  return `${level} ${probed.occupied.show()} ${at} ${slot};${deadline}`;
}

/** A wheel at `elapsed` with one timer in it, due at `when`. */
function* wheelWithOne(elapsed: Tick, when: Tick): Op<{ wheel: Wheel; inserted: boolean }> {
  const wheel = new Wheel();
  yield* wheel.poll(elapsed);
  const entry = new TimerShared("timer", noDriver);
  yield* entry.setExpiration(when);
  return { wheel, inserted: (yield* wheel.insert(entry)) !== null };
}

function* firstExpirationRow(row: string): Op<string> {
  const [elapsed, when] = row.split(" ");
  const { wheel, inserted } = yield* wheelWithOne(tick(elapsed), tick(when));
  if (!inserted) return `${elapsed} ${when} - Elapsed -`;
  const level = wheel.levels.findIndex(({ occupied }) => !occupied.isEmpty);
  return `${elapsed} ${when} ${wheel.pollAt()} ${level} ${wheel.levels[level]?.occupied.next(0)}`;
}

function* walkRow(row: string): Op<string> {
  const [elapsed, when] = row.split(" ");
  const { wheel } = yield* wheelWithOne(tick(elapsed), tick(when));
  const stops: Tick[] = [];
  for (;;) {
    const at = wheel.pollAt() ?? 0;
    stops.push(at);
    if ((yield* wheel.poll(at)) !== null) return `${elapsed} ${when} ${stops.join(",")} ${at}`;
  }
}

function* deadlineToTickRow(row: string): Op<string> {
  const [ns = ""] = row.split(" ");
  const source = new TimeSource(new Clock(true, true));
  return `${ns} ${source.deadlineToTick(BigInt(ns))} ${source.instantToTick(BigInt(ns))}`;
}

/** The table's operations on a wheel, as the driver does them. */
class WheelBench {
  private readonly wheel = new Wheel();
  private readonly entries = new Map<string, TimerShared>();
  private readonly fired: string[] = [];

  *step(op: string): Op<string> {
    const caught = yield* catchUnwind(() => this.call(op.split(" ")));
    if (!caught.ok) return `${op}/panic: ${caught.panic.payload}/-/-`;
    return `${op}/${caught.value}/${this.fired.splice(0).join(",") || "-"}/${this.state()}`;
  }

  private *call([op, first = "", second = ""]: readonly string[]): Op<string> {
    if (op === "poll") return yield* this.poll(tick(first));
    if (op === "poll_one") return yield* this.pollOne(tick(first));
    if (op === "drain") return yield* this.drain();
    if (op === "insert") return yield* this.insert(first, tick(second));
    if (op === "reset") return yield* this.reset(this.entry(first), tick(second));
    if (op === "remove") return yield* this.remove(this.entry(first));
    throw new Error(`the table has an op "${op}" that is not called here`);
  }

  private state(): string {
    const occupied = this.wheel.levels.map((level, i) =>
      level.occupied.isEmpty ? "" : `${i}:${level.occupied.show()}`,
    );
    return `${this.wheel.elapsed} ${this.wheel.pollAt() ?? "-"} ${occupied.filter((one) => one !== "").join(",") || "-"}`;
  }

  private *poll(now: Tick): Op<string> {
    for (let more = true; more; ) {
      const before = this.fired.length;
      yield* this.pollOne(now);
      more = this.fired.length > before;
    }
    return "-";
  }

  private *pollOne(now: Tick): Op<string> {
    const entry = yield* this.wheel.poll(now);
    if (entry === null) return "-";
    yield* entry.fire("ok", now);
    this.fired.push(`${entry.label}@${this.wheel.elapsed}`);
    return "-";
  }

  private *drain(): Op<string> {
    for (let at = this.wheel.pollAt(); at !== null; at = this.wheel.pollAt()) yield* this.poll(at);
    return "-";
  }

  private *insert(id: string, when: Tick): Op<string> {
    const entry = new TimerShared(id, noDriver);
    this.entries.set(id, entry);
    return yield* this.register(entry, when);
  }

  private *register(entry: TimerShared, when: Tick): Op<string> {
    yield* entry.setExpiration(when);
    if ((yield* this.wheel.insert(entry)) !== null) return "Ok";
    yield* entry.fire("ok", when);
    return "Elapsed";
  }

  private *reset(entry: TimerShared, when: Tick): Op<string> {
    if (yield* entry.state.extendExpiration(when)) return "extended";
    if (yield* entry.state.mightBeRegistered()) this.wheel.remove(entry);
    return yield* this.register(entry, when);
  }

  private *remove(entry: TimerShared): Op<string> {
    if (yield* entry.state.mightBeRegistered()) this.wheel.remove(entry);
    yield* entry.deregister();
    return "-";
  }

  private entry(id: string): TimerShared {
    return this.entries.get(id) as TimerShared; // the table inserts what it names later
  }
}

function* sequenceRow(row: string): Op<string> {
  const bench = new WheelBench();
  const did: string[] = [];
  let before = "";
  for (const step of row.split("|")) {
    const said = yield* bench.step(step.split("/")[0] ?? "");
    const state = said.slice(said.lastIndexOf("/") + 1);
    did.push(state === before ? `${said.slice(0, -state.length)}=` : said);
    before = state;
  }
  return did.join("|");
}

/** Tasks that sleep, in a runtime whose clock is paused: in which order they end, and when. */
function sleeping(unitNs: number): (row: string) => Op<string> {
  return function* (row) {
    const [asked = ""] = row.split(";");
    const ends: string[] = [];
    const runtime = yield* Builder.newCurrentThread({ enableTime: true, startPaused: true }).build();
    const begun = runtime.handle.inner.driver.clock.now();
    const sleeper = (length: number, index: number) =>
      async_(function* () {
        yield* wait(sleep(length * unitNs));
        ends.push(`${index}@${(instantNow() - begun) / unitNs}`);
      });
    yield* runtime.blockOn(
      async_(function* () {
        const joins = [];
        for (const [i, length] of asked.split(",").entries()) joins.push(yield* spawn(sleeper(Number(length), i)));
        for (const join of joins) yield* wait(join);
      }),
    );
    yield* runtime.drop();
    return `${asked};${ends.join(",")}`;
  };
}

describe("the timer wheel against the table of tokio 1.53.1", () => {
  const replays: Readonly<Record<string, Replay>> = {
    levelFor: levelForRow,
    slotFor: slotForRow,
    levelProbe: levelProbeRow,
    firstExpiration: firstExpirationRow,
    walk: walkRow,
    deadlineToTick: deadlineToTickRow,
    sequences: sequenceRow,
    directed: sequenceRow,
    runtimeSleeps: sleeping(1e3),
    farFuture: sleeping(1e6),
  };

  it("is asked about every section of the table", () => {
    expect([...sections.keys()].sort()).toEqual(["constants", "ranges", ...Object.keys(replays)].sort());
  });

  it("has the constants of the table, in all 6 rows of constants", () => {
    expect(rowsOf(sections, "constants")).toEqual([
      `NUM_LEVELS ${NUM_LEVELS}`,
      `BITS_PER_LEVEL ${Math.log2(LEVEL_MULT)}`,
      `LEVEL_MULT ${LEVEL_MULT}`,
      `MAX_DURATION ${MAX_DURATION}`,
      `STATE_DEREGISTERED ${STATE_DEREGISTERED}`,
      `MAX_SAFE_MILLIS_DURATION ${MAX_SAFE_TICK}`,
    ]);
  });

  it("has the ranges of the table, in all 6 rows of ranges", () => {
    const levels = Array.from({ length: NUM_LEVELS }, (_, level) => `${slotRange(level)} ${levelRange(level)}`);
    expect(rowsOf(sections, "ranges")).toEqual(levels);
  });

  for (const [title, replay] of Object.entries(replays)) {
    const rows = rowsOf(sections, title);
    it(`does the same in all ${rows.length} rows of ${title}`, () => {
      expect(mismatches(rows, replay)).toEqual([]);
    });
  }
});
