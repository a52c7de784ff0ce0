/**
 * Row by row against what the real tokio did (`atomic-waker.golden.txt`): every vtable call in order, every
 * result, and after each call the word and the waker in the slot.
 */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { catchUnwind, Execution, type Op, panic } from "../../sim/index.ts";
import { RecordingWaker, type WakerCall } from "../future/recording-waker.ts";
import type { Waker } from "../future/waker.ts";
import { goldenSections } from "../testing/golden-sections.ts";
import { AtomicWaker } from "./atomic-waker.ts";

/** One execution of a row's ops on an AtomicWaker of its own, with the wakers of the table's `encoding`. */
class Bench {
  readonly events: string[] = [];
  private readonly recorders = new Map<string, RecordingWaker>();
  private readonly sources = new Map<string, Waker>();
  private readonly on: AtomicWaker;

  constructor(forced: string | null) {
    const [word, label] = forced?.split(" ") ?? [];
    if (word === undefined || label === undefined) {
      this.on = new AtomicWaker("waker");
    } else {
      const waker = label === "-" ? null : this.recorder(label).waker();
      this.on = new AtomicWaker({ name: "waker", forced: { state: Number(word), waker } });
    }
  }

  /** Runs one op: `calls;result;word;slot`. */
  *run(op: string): Op<string> {
    this.events.length = 0;
    const result = yield* this.resultOf(() => this.perform(op));
    return `${this.events.join(" ")};${result};${this.on.state.value};${this.labelOf(this.on.cell.peek())}`;
  }

  /** Drops what is left in the slot: `calls;result`. */
  *end(): Op<string> {
    this.events.length = 0;
    const left = yield* this.on.cell.replace(null);
    const result = yield* this.resultOf(function* () {
      if (left !== null) yield* left.drop();
      return "ok";
    });
    return `${this.events.join(" ")};${result}`;
  }

  /** The table's harness dropped neither the sources nor what a last drop registered. */
  forget(): void {
    for (const source of this.sources.values()) source.forget();
    this.on.cell.peek()?.forget();
  }

  private *resultOf(body: () => Op<string>): Op<string> {
    const caught = yield* catchUnwind(body);
    return caught.ok ? caught.value : `panic:${caught.panic.payload}`;
  }

  private *perform(op: string): Op<string> {
    if (op.startsWith("R")) yield* this.on.registerByRef(this.source(op.slice(1)));
    else if (op === "W") yield* this.on.wake();
    else return yield* this.take();
    return "ok";
  }

  private *take(): Op<string> {
    const taken = yield* this.on.takeWaker();
    if (taken === null) return "none";
    taken.forget();
    return `some:${this.labelOf(taken)}`;
  }

  private labelOf(waker: Waker | null): string {
    return waker === null ? "-" : waker.show();
  }

  private source(label: string): Waker {
    const source = this.sources.get(label) ?? this.recorder(label).waker();
    this.sources.set(label, source);
    return source;
  }

  private recorder(label: string): RecordingWaker {
    const recorder =
      this.recorders.get(label) ??
      new RecordingWaker(label, {
        onCall: (call) => this.events.push(`${call === "wakeByRef" ? "wake_by_ref" : call}:${label}`),
        reactions: this.reactions(label),
      });
    this.recorders.set(label, recorder);
    return recorder;
  }

  private reactions(label: string): { [call in WakerCall]?: () => Op<void> } {
    const wake = this.reenter("(wake", () => this.on.wake());
    const register = this.reenter("(reg1", () => this.on.registerByRef(this.source("1")));
    const cloneWakes = { clone: wake };
    const dropPanics = { drop: panics("drop") };
    const wakePanics = { wake: panics("wake"), wakeByRef: panics("wake_by_ref") };
    switch (label) {
      case "1":
      case "2":
        return {};
      case "Cp":
        return { clone: panics("clone") };
      case "Dp":
        return dropPanics;
      case "Wp":
        return wakePanics;
      case "Cw":
        return cloneWakes;
      case "Cr":
        return { clone: register };
      case "Cwp":
        return { clone: both(wake, panics("clone")) };
      case "Dw":
        return { drop: wake };
      case "Dr":
        return { drop: register };
      case "Wr":
        return { wake: register };
      case "CwDp":
        return { ...cloneWakes, ...dropPanics, ...wakePanics };
      default:
        throw new Error(`the table has a waker "${label}" that its encoding does not explain`);
    }
  }

  /** A callback into the same AtomicWaker, bracketed in the record as in the table. */
  private reenter(opens: string, call: () => Op<void>): () => Op<void> {
    const { events } = this;
    return function* () {
      events.push(opens);
      yield* call();
      events.push(")");
    };
  }
}

function panics(call: string): () => Op<void> {
  return function* () {
    panic(`${call}-panic`);
  };
}

function both(first: () => Op<void>, second: () => Op<void>): () => Op<void> {
  return function* () {
    yield* first();
    yield* second();
  };
}

/** What our AtomicWaker does in a row: reactions, then the end (null where the table dropped nothing). */
function replay(forced: string | null, ops: readonly string[], drops: boolean): string[] {
  const did: string[] = [];
  const execution = new Execution();
  execution.run(
    function* () {
      const bench = new Bench(forced);
      for (const op of ops) did.push(yield* bench.run(op));
      if (drops) did.push(yield* bench.end());
      bench.forget();
    },
    { strategy: { name: "none", systematic: false, begin: () => true, decide: () => 0 } },
  );
  if (execution.finding !== null) did.push(`finding: ${execution.finding.message}`);
  return did;
}

describe("AtomicWaker against the table of tokio 1.53.1", () => {
  const sections = goldenSections(readFileSync(new URL("atomic-waker.golden.txt", import.meta.url), "utf8"));
  const reactions = sections.get("reactions") ?? [];
  const ends = sections.get("ends") ?? [];

  function mismatch(row: string): string | null {
    const fields = row.split(";");
    const forced = fields.length === 4 ? `${fields.shift()}` : null;
    const [ops = "", reacted = "", end = ""] = fields;
    const expected = reacted.split(" ").map((number) => reactions[Number.parseInt(number, 36)]);
    if (end !== "-") expected.push(ends[Number.parseInt(end, 36)]);
    const did = replay(forced, ops.split(" "), end !== "-");
    return did.join(" | ") === expected.join(" | ") ? null : `${row}: ${did.join(" | ")}, not ${expected.join(" | ")}`;
  }

  for (const title of ["sequences", "wakePanics", "reentrant", "forced"]) {
    const rows = sections.get(title) ?? [];
    it(`does the same in all ${rows.length} rows of "${title}"`, () => {
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.map(mismatch).filter((found) => found !== null)).toEqual([]);
    });
  }
});
