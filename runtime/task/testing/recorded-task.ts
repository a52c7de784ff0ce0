/**
 * The task of a row of `task-lifecycle.golden.txt`: its future follows a script, and it, its output, its
 * scheduler and the join wakers write down what is called, each with the state word at that instant.
 */
import { type Op, Owned, panic } from "../../../sim/index.ts";
import type { Context } from "../../future/context.ts";
import type { Future } from "../../future/future.ts";
import { PENDING, type Poll, ready } from "../../future/poll.ts";
import { RecordingWaker, type WakerCall } from "../../future/recording-waker.ts";
import type { Notified, Task } from "../notified.ts";
import type { RawTask } from "../raw.ts";
import type { Schedule } from "../schedule.ts";
import { FifoScheduler } from "./fifo-scheduler.ts";

/** What was called since the last `take`, as `name@word`; the word is `-` before its task is known and once it is freed. */
export class Record {
  task: RawTask | null = null;
  deallocs = 0;
  private events: string[] = [];

  /** The word, null where there is none to be read. */
  get word(): number | null {
    return this.task === null || this.deallocs > 0 ? null : Number(this.task.header.state.word.value);
  }

  add(name: string): void {
    this.events.push(`${name}@${this.word ?? "-"}`);
  }

  take(): string {
    const events = this.events.join(" ");
    this.events = [];
    return events;
  }
}

/** A FIFO scheduler that writes down what the task asks of it. */
export class RecordedScheduler implements Schedule {
  readonly fifo = new FifoScheduler();
  private readonly record: Record;

  constructor(record: Record) {
    this.record = record;
  }

  schedule(task: Notified): Op<void> {
    this.record.add("schedule");
    return this.fifo.schedule(task);
  }

  yieldNow(task: Notified): Op<void> {
    this.record.add("yield_now");
    return this.fifo.schedule(task);
  }

  release(task: Task): Op<Task | null> {
    this.record.add("release");
    return this.fifo.release(task);
  }

  *unhandledPanic(): Op<void> {
    this.record.add("unhandled_panic");
  }

  /** The first field of the cell to be dropped: what follows happens in memory that is on its way out. */
  *drop(): Op<void> {
    this.record.add("dealloc");
    this.record.deallocs++;
  }
}

export class RecordedOutput extends Owned {
  readonly sort = "output";
  private readonly record: Record;
  private readonly panics: boolean;

  constructor(record: Record, panics: boolean) {
    super(null);
    this.record = record;
    this.panics = panics;
  }

  *drop(): Op<void> {
    this.consume("dropped");
    this.record.add("drop_output");
    if (this.panics) panic("output-drop");
  }
}

/** What a script's letters do in the middle of a poll; `P`, `R` or `X` among them says how it ends. */
export type SelfCall = "w" | "v" | "c" | "a" | "j" | "s";
export type SelfCalls = { readonly [call in SelfCall]: (cx: Context) => Op<void> };

const SELF_CALL_NAMES: { readonly [call in SelfCall]: string } = {
  w: "self_wake_by_ref",
  v: "self_clone_wake",
  c: "self_clone",
  a: "self_abort",
  j: "drop_join_in_poll",
  s: "shutdown_in_poll",
};

export interface Drops {
  readonly futurePanics: boolean;
  readonly outputPanics: boolean;
}

/** One word of the script per poll; when they are used up, it stays pending. */
export class RecordedFuture extends Owned implements Future<RecordedOutput> {
  readonly sort = "future";
  private readonly record: Record;
  private readonly polls: string[];
  private readonly drops: Drops;
  private readonly calls: SelfCalls;

  constructor(record: Record, script: string, drops: Drops, calls: SelfCalls) {
    super(null);
    this.record = record;
    this.polls = script.split(" ");
    this.drops = drops;
    this.calls = calls;
  }

  *poll(cx: Context): Op<Poll<RecordedOutput>> {
    this.use("poll()");
    this.record.add("poll");
    const letters = this.polls.shift() ?? "";
    for (const letter of letters) yield* this.callItself(letter, cx);
    if (letters.includes("X")) panic("poll");
    return letters.includes("R") ? ready(new RecordedOutput(this.record, this.drops.outputPanics)) : PENDING;
  }

  private *callItself(letter: string, cx: Context): Op<void> {
    if (isSelfCall(letter)) {
      yield* this.calls[letter](cx);
      this.record.add(SELF_CALL_NAMES[letter]);
    } else if (!"PRX".includes(letter)) {
      throw new Error(`a script has the letter "${letter}", which its encoding does not explain`);
    }
  }

  *drop(): Op<void> {
    this.consume("dropped");
    this.record.add("drop_future");
    if (this.drops.futurePanics) panic("future-drop");
  }
}

function isSelfCall(letter: string): letter is SelfCall {
  return letter in SELF_CALL_NAMES;
}

const WAKER_CALL_NAMES: { readonly [call in WakerCall]: string } = {
  clone: "jw_clone",
  wake: "jw_wake",
  wakeByRef: "jw_wake_by_ref",
  drop: "jw_drop",
};

/** The join waker that panics when it is woken. */
const PANICKY = "9";

export function recordedJoinWaker(record: Record, label: string): RecordingWaker {
  const woken = function* (): Op<void> {
    panic("jw-wake");
  };
  return new RecordingWaker(label, {
    onCall: (call) => record.add(`${WAKER_CALL_NAMES[call]}${label}`),
    reactions: label === PANICKY ? { wake: woken, wakeByRef: woken } : {},
  });
}
