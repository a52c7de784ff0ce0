/**
 * Row by row against what the real tokio did (`io-readiness.golden.txt`): the algebra of `Ready` and `Interest`,
 * each change of a `ScheduledIo`'s word, what is told of it, and whose wakers are cloned, woken and dropped.
 */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Arc, catchUnwind, type Op } from "../../sim/index.ts";
import { Context } from "../future/context.ts";
import type { Poll } from "../future/poll.ts";
import { RecordingWaker } from "../future/recording-waker.ts";
import type { Waker } from "../future/waker.ts";
import { mismatches, type Replay } from "../testing/golden-rows.ts";
import { goldenSections, rowsOf } from "../testing/golden-sections.ts";
import { Interest } from "./interest.ts";
import { Readiness } from "./readiness.ts";
import { isShutdown, readinessOf, tickOf } from "./readiness-word.ts";
import { Ready } from "./ready.ts";
import { type Direction, maskOfDirection, ReadyEvent } from "./ready-event.ts";
import { ScheduledIo } from "./scheduled-io.ts";

const sections = goldenSections(readFileSync(new URL("io-readiness.golden.txt", import.meta.url), "utf8"));

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+/";
const ALL = Array.from({ length: 64 }, (_, bits) => Ready.fromUsize(bits));
const COMBOS = Array.from({ length: 15 }, (_, i) => interestOf(i + 1));

/** The table's own numbers of the interests. */
function interestOf(combo: number): Interest {
  const each = [Interest.READABLE, Interest.WRITABLE, Interest.PRIORITY, Interest.ERROR];
  return each.filter((_, bit) => (combo & (1 << bit)) !== 0).reduce((sum, one) => sum.add(one));
}

const digits = (values: readonly number[]): string => values.map((value) => DIGITS[value]).join("");
const flag = (value: boolean): number => (value ? 1 : 0);
const flags = (...values: boolean[]): string => values.map(flag).join("");
const showEvent = (event: ReadyEvent): string => `${event.tick},${event.ready.bits},${flag(event.isShutdown)}`;
const showPoll = (poll: Poll<ReadyEvent>): string => (poll.ready ? showEvent(poll.value) : "-");
const directionOf = (name: string): Direction => (name.endsWith("ead") ? "read" : "write");

function parseEvent(text = ""): ReadyEvent {
  const [tick = 0, bits = 0, shutdown] = text.split(",").map(Number);
  return new ReadyEvent(tick, Ready.fromUsize(bits), shutdown === 1);
}

/** One resource, with the wakers and futures of the table. */
class Bench {
  readonly io: ScheduledIo;
  private calls: string[] = [];
  private readonly shared: Arc<ScheduledIo>;
  private readonly sources = new Map<string, Waker>();
  private readonly futures = new Map<string, Readiness>();

  constructor(word: number) {
    this.io = new ScheduledIo("io", 2, word);
    this.shared = new Arc(this.io);
  }

  /** What wakers were called since the last time. */
  takeCalls(): string {
    const calls = this.calls.join(" ");
    this.calls = [];
    return calls;
  }

  *poll(direction: Direction, waker: string): Op<string> {
    return showPoll(yield* this.io.pollReadiness(this.context(waker), direction));
  }

  *newFuture(key: string, combo: number, waker: string): Op<string> {
    this.futures.set(key, new Readiness(this.shared, interestOf(combo)));
    return yield* this.pollFuture(key, waker);
  }

  *pollFuture(key: string, waker: string): Op<string> {
    const poll = yield* (this.futures.get(key) as Readiness).poll(this.context(waker));
    if (poll.ready) yield* this.dropFuture(key);
    return showPoll(poll);
  }

  *dropFuture(key: string): Op<void> {
    const future = this.futures.get(key) as Readiness;
    this.futures.delete(key);
    yield* future.drop();
  }

  /** The clean-up, of which the table tells nothing. */
  *end(): Op<void> {
    for (const key of this.futures.keys()) yield* this.dropFuture(key);
    yield* this.shared.drop();
    for (const source of this.sources.values()) source.forget();
  }

  private context(label: string): Context {
    const onCall = (call: string) => void this.calls.push(`${call}:${label}`);
    const waker = this.sources.get(label) ?? new RecordingWaker(label, { onCall }).waker();
    this.sources.set(label, waker);
    return new Context(waker);
  }
}

function* onBench<R>(word: number, body: (bench: Bench) => Op<R>): Op<R> {
  const bench = new Bench(word);
  const result = yield* body(bench);
  yield* bench.end();
  return result;
}

/** Of all rows that panic. */
const [PANIC] = sections.get("panicMessages") ?? [];

/** A row that needs no resource. */
const pure = (replay: (row: string) => string): Replay =>
  function* (row) {
    return replay(row);
  };

/** The table's machine has 64 bits, ours 32. */
const fromUsizeRow = pure((row) => {
  const [value = ""] = row.split(" ");
  return `${value} ${Ready.fromUsize(Number(BigInt.asUintN(32, BigInt(value)))).bits}`;
});

const perOther = (op: (a: Ready, b: Ready) => number): Replay =>
  pure((row) => {
    const [a = ""] = row.split(" ");
    const ready = Ready.fromUsize(Number(a));
    return `${a} ${digits(ALL.map((other) => op(ready, other)))}`;
  });

const predicatesRow = pure((row) => {
  const [value = ""] = row.split(" ");
  const ready = Ready.fromUsize(Number(value));
  const { isEmpty, isReadable, isWritable, isReadClosed, isWriteClosed, isPriority, isError } = ready;
  return `${value} ${flags(isEmpty, isReadable, isWritable, isReadClosed, isWriteClosed, isPriority, isError)}`;
});

const interestRow = pure((row) => {
  const [combo = ""] = row.split(";");
  const interest = interestOf(Number(combo));
  const { isReadable, isWritable, isPriority, isError } = interest;
  const mio = ["READABLE", "WRITABLE", "PRIORITY"].filter((_, bit) => (interest.toPoller() & (1 << bit)) !== 0);
  return [
    combo,
    interest.bits,
    interest.show(),
    interest.mask.bits,
    Ready.fromInterest(interest).bits,
    mio.join(" | "),
    flags(isReadable, isWritable, isPriority, isError),
    digits(ALL.map((ready) => ready.intersection(interest).bits)),
    digits(ALL.map((ready) => flag(ready.satisfies(interest)))),
    COMBOS.map((other) => interest.add(other).bits).join(" "),
    COMBOS.map((other) => interest.remove(other)?.bits ?? "-").join(" "),
  ].join(";");
});

function changeOf(name: string, operand: Ready): (ready: Ready) => Ready {
  if (name === "id") return (ready) => ready;
  return name === "or" ? (ready) => ready.or(operand) : (ready) => ready.minus(operand);
}

function* setReadinessRow(row: string): Op<string> {
  const [word = "", , op = "", t = "", f = "", m = ""] = row.split(";");
  const before = Number(word);
  return yield* onBench(before, function* ({ io }) {
    const parts = [flag(isShutdown(before)), tickOf(before), readinessOf(before).bits].join(",");
    const change = changeOf(f, Ready.fromUsize(Number(m)));
    const caught = yield* catchUnwind(() => io.setReadiness(op === "Set" ? "set" : Number(t), change));
    const panicked = caught.ok ? "-" : caught.panic.payload === PANIC ? "panics" : caught.panic.payload;
    return [word, parts, op, t, f, m, io.word.value, panicked].join(";");
  });
}

function* clearReadinessRow(row: string): Op<string> {
  const [word = "", tick = "", bits = ""] = row.split(" ");
  return yield* onBench(Number(word), function* ({ io }) {
    yield* io.clearReadiness(new ReadyEvent(Number(tick), Ready.fromUsize(Number(bits)), false));
    return `${word} ${tick} ${bits} ${io.word.value}`;
  });
}

function* readyEventRow(row: string): Op<string> {
  const [word = "", combo = ""] = row.split(" ");
  return yield* onBench(Number(word), function* ({ io }) {
    return `${word} ${combo} ${showEvent(yield* io.readyEvent(interestOf(Number(combo))))}`;
  });
}

function* pollReadinessRow(row: string): Op<string> {
  const [word = "", direction = ""] = row.split(" ");
  return yield* onBench(Number(word), function* (bench) {
    return `${word} ${direction} ${yield* bench.poll(directionOf(direction), "1")} ${bench.takeCalls()}`;
  });
}

function* firstPollRow(row: string): Op<string> {
  const [word = "", combo = ""] = row.split(" ");
  return yield* onBench(Number(word), function* (bench) {
    return `${word} ${combo} ${yield* bench.newFuture("0", Number(combo), "1")} ${bench.takeCalls()}`;
  });
}

function* shutdownRow(row: string): Op<string> {
  const [word = ""] = row.split(" ");
  return yield* onBench(Number(word), function* ({ io }) {
    yield* io.shutdown();
    return `${word} ${io.word.value}`;
  });
}

function* wakeOrderRow(row: string): Op<string> {
  const [futures = "", slots = ""] = row.split(" ");
  return yield* onBench(0, function* (bench) {
    if (slots === "1") {
      yield* bench.poll("read", "1001");
      yield* bench.poll("write", "1002");
    }
    for (let i = 1; i <= Number(futures); i++) yield* bench.newFuture(`${i}`, 1, `${i}`);
    bench.takeCalls();
    yield* bench.io.wake(Ready.READABLE.or(Ready.WRITABLE));
    const order = bench.takeCalls().replaceAll("wake:", "").replaceAll(" ", ",");
    return `${futures} ${slots} ${order}`;
  });
}

/** One step of a scenario: what it gave back. */
function* performStep(bench: Bench, op: string): Op<string> {
  const [call, first = "", second = "", third = ""] = op.split(" ");
  switch (call) {
    case "poll_read":
    case "poll_write":
      return yield* bench.poll(directionOf(call === "poll_read" ? "Read" : "Write"), first);
    case "new_fut":
      return yield* bench.newFuture(first, Number(second), third);
    case "poll_fut":
      return yield* bench.pollFuture(first, second);
    case "drop_fut":
      yield* bench.dropFuture(first);
      return "-";
    case "dispatch":
      yield* bench.io.dispatch(Ready.fromUsize(Number(first)));
      return "-";
    case "clear_readiness":
      yield* bench.io.clearReadiness(parseEvent(first));
      return "-";
    case "clear_wakers":
      yield* bench.io.clearWakers();
      return "-";
    case "shutdown":
      yield* bench.io.shutdown();
      return "-";
    default:
      throw new Error(`the table has a step "${op}" that nobody explains`);
  }
}

const STEPS = sections.get("steps") ?? [];

function* scenarioRow(row: string): Op<string> {
  const [start = "", numbers = ""] = row.split(";");
  return yield* onBench(Number(start), function* (bench) {
    for (const number of numbers.split(" ")) {
      const step = STEPS[Number.parseInt(number, 36)] ?? "";
      const op = step.slice(0, step.indexOf(";"));
      const did = [op, yield* performStep(bench, op), bench.io.word.value, bench.takeCalls()].join(";");
      if (did !== step) return `${start};${did}, not ${step}`;
    }
    return row;
  });
}

describe("readiness against the table of tokio 1.53.1", () => {
  const replays: Readonly<Record<string, Replay>> = {
    predicates: predicatesRow,
    or: perOther((a, b) => a.or(b).bits),
    and: perOther((a, b) => a.and(b).bits),
    sub: perOther((a, b) => a.minus(b).bits),
    contains: perOther((a, b) => flag(a.contains(b))),
    fromUsize: fromUsizeRow,
    fromEpoll: pure((row) => `${row.split(" ")[0]} ${Ready.fromEpoll(Number(row.split(" ")[0])).bits}`),
    interest: interestRow,
    direction: pure((row) => `${row.split(" ")[0]} ${maskOfDirection(directionOf(`${row.split(" ")[0]}`)).bits}`),
    setReadiness: setReadinessRow,
    clearReadiness: clearReadinessRow,
    readyEvent: readyEventRow,
    pollReadiness: pollReadinessRow,
    firstPoll: firstPollRow,
    shutdown: shutdownRow,
    wakeOrder: wakeOrderRow,
    scenarios: scenarioRow,
  };

  it("is asked about every section of the table", () => {
    expect(sections.get("panicMessages")).toHaveLength(1);
    expect([...sections.keys()].sort()).toEqual([...Object.keys(replays), "panicMessages", "steps", "tickWrap"].sort());
  });

  for (const [title, replay] of Object.entries(replays)) {
    const rows = rowsOf(sections, title);
    it(`does the same in all ${rows.length} rows of ${title}`, () => {
      expect(mismatches(rows, replay)).toEqual([]);
    });
  }

  const rows = rowsOf(sections, "tickWrap");
  it(`has the same tick after every number of events, also when it wraps, in all ${rows.length} rows`, () => {
    let io: ScheduledIo | null = null;
    let events = 0;
    const wrong = mismatches(rows, function* (row) {
      io ??= new ScheduledIo("io", 2);
      for (const k = Number(row.split(" ")[0]); events < k; events++) {
        yield* io.setReadiness("set", (ready) => ready.or(Ready.READABLE));
      }
      return `${events} ${io.word.value}`;
    });
    expect(wrong).toEqual([]);
  });
});
