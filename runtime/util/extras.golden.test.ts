/**
 * Row by row against what the real tokio did (`extras.golden.txt`): its random numbers, the word that counts
 * the idle workers, and the list of wakers.
 */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { catchUnwind, type Op, panic } from "../../sim/index.ts";
import { RecordingWaker } from "../future/recording-waker.ts";
import { Idle, IdleSynced } from "../scheduler/multi-thread/idle.ts";
import { allUnparked, IdleState } from "../scheduler/multi-thread/idle-state.ts";
import { mismatches, type Replay } from "../testing/golden-rows.ts";
import { goldenSections, rowsOf } from "../testing/golden-sections.ts";
import { FastRand, RngSeed, RngSeedGenerator } from "./rand.ts";
import { WakeList } from "./wake-list.ts";

const sections = goldenSections(readFileSync(new URL("extras.golden.txt", import.meta.url), "utf8"));

const word = (values: readonly unknown[]): string => values.join(" ");

function times<T>(count: number, next: () => T): T[] {
  return Array.from({ length: count }, next);
}

const showSeed = ({ s, r }: RngSeed): string => `${s} ${r}`;

/** The state that a generator is in, which only giving it up shows. */
const stateOf = (rand: FastRand): string => showSeed(rand.replaceSeed(RngSeed.fromPair(0, 1)));

function* fastRandRow(row: string): Op<string> {
  const [from = "", , , , below = ""] = row.split(";");
  const seed = RngSeed.fromU64(BigInt(from));
  const rand = new FastRand(seed);
  const numbers = times(32, () => rand.fastrand());
  const bounded = below.split("|").map((one) => {
    const [n = ""] = one.split(":");
    const fresh = new FastRand(seed);
    return `${n}:${word(times(16, () => fresh.fastrandN(Number(n))))}`;
  });
  const generator = new RngSeedGenerator(seed);
  const seeds: string[] = [];
  for (let i = 0; i < 4; i++) seeds.push(showSeed(yield* generator.nextSeed()));
  const next = showSeed(yield* (yield* generator.nextGenerator()).nextSeed());
  const replaced = new FastRand(seed);
  replaced.fastrand();
  const rows = [from, showSeed(seed), word(numbers), stateOf(rand), bounded.join("|"), seeds.join("|"), next];
  return [...rows, stateOf(replaced)].join(";");
}

function* fromBytesRow(row: string): Op<string> {
  const [bytes = ""] = row.split(";");
  const seed = RngSeed.fromBytes(Uint8Array.from(bytes === "" ? [] : bytes.split(" ").map(Number)));
  return `${bytes};${showSeed(seed)}`;
}

function* idleInitialRow(row: string): Op<string> {
  const [workers] = row.split(" ");
  const { idle } = Idle.new(Number(workers));
  return `${workers} ${yield* idle.state.load()}`;
}

/** What `call` says of a word of its own, and the word after it. */
function* onWord<T>(initial: number, call: (state: IdleState) => Op<T>): Op<readonly [said: T, after: number]> {
  const state = new IdleState(initial);
  const said = yield* call(state);
  return [said, yield* state.load()];
}

function* idleRow(row: string): Op<string> {
  const [workers = 0, unparked = 0, searching = 0] = row.split(" ").map(Number);
  const initial = allUnparked(unparked) | searching;
  const idle = (state: IdleState): Idle => new Idle(workers, new IdleSynced(), state);
  const did: unknown[] = [workers, unparked, searching, initial];
  const [wakes] = yield* onWord(initial, (state) => idle(state).notifyShouldWakeup());
  did.push(wakes, ...(yield* onWord(initial, (state) => idle(state).transitionWorkerToSearching())));
  // The table leaves out what would count below 0.
  if (searching === 0) did.push("-", "-");
  else did.push(...(yield* onWord(initial, (state) => idle(state).transitionWorkerFromSearching())));
  if (unparked === 0) did.push("-");
  else did.push(...(yield* onWord(initial, (state) => state.decNumUnparked(false))));
  if (unparked === 0 || searching === 0) did.push("-");
  else did.push(...(yield* onWord(initial, (state) => state.decNumUnparked(true))));
  for (const more of [0, 1] as const) did.push((yield* onWord(initial, (state) => state.unparkOne(more)))[1]);
  return word(did);
}

function* wakeListRow(row: string): Op<string> {
  const [wakers = "", panicAt = ""] = row.split(";");
  const events: string[] = [];
  const recorder = (index: number): RecordingWaker => {
    const panics = String(index) === panicAt;
    const label = `${panics ? 100 + index : index + 1}`;
    const reactions = panics ? { wake: wakePanics } : {};
    return new RecordingWaker(label, { onCall: (call) => events.push(`${call}:${label}`), reactions });
  };
  const list = new WakeList();
  for (let i = 0; i < Number(wakers); i++) list.push(recorder(i).waker());
  if (panicAt === "dropped") {
    yield* list.drop();
    return `${wakers};dropped;${word(events)}`;
  }
  const canPush = list.canPush();
  const caught = yield* catchUnwind(() => list.wakeAll());
  const result = caught.ok ? "ok" : `panic: ${caught.panic.payload}`;
  const woken = word(events.splice(0));
  const canPushAfter = list.canPush();
  yield* list.drop();
  return [wakers, panicAt, canPush, result, woken, canPushAfter, word(events)].join(";");
}

function* wakePanics(): Op<void> {
  panic("wake");
}

describe("random numbers, idle workers and wake lists against the table of tokio 1.53.1", () => {
  const replays: Readonly<Record<string, Replay>> = {
    fastRand: fastRandRow,
    fromBytes: fromBytesRow,
    idleInitial: idleInitialRow,
    idle: idleRow,
    wakeList: wakeListRow,
  };

  it("is asked about every section of the table", () => {
    expect([...sections.keys()].sort()).toEqual(Object.keys(replays).sort());
  });

  for (const [title, replay] of Object.entries(replays)) {
    const rows = rowsOf(sections, title);
    it(`does the same in all ${rows.length} rows of ${title}`, () => {
      expect(mismatches(rows, replay)).toEqual([]);
    });
  }
});
