import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkHistory } from "./check.ts";
import type { RecordedCall } from "./history.ts";
import { goesOn, returns, type Specification, WAITS } from "./specification.ts";
import { timeline } from "./timeline.ts";

/** A register, and a slot that `put` fills and `take` waits for: `take` joins a queue first. */
interface State {
  readonly value: number;
  readonly queue: readonly number[];
}

const REGISTER: Specification<State> = {
  name: "register",
  initial: { value: 0, queue: [] },
  step(state, { op, args, id }, phase) {
    const { value, queue } = state;
    if (op === "read") return returns(state, value);
    if (op === "write") return returns({ ...state, value: Number(args[0]) });
    if (op === "swap") return returns({ ...state, value: Number(args[0]) }, value);
    if (phase === 0) return goesOn({ ...state, queue: [...queue, id] });
    return value === 0 || queue[0] !== id ? WAITS : returns({ value: 0, queue: queue.slice(1) }, value);
  },
  cancel: (state, { id }) => ({ ...state, queue: state.queue.filter((waiting) => waiting !== id) }),
};

type Made = Omit<RecordedCall, "id" | "args" | "outcome"> & Partial<Pick<RecordedCall, "args" | "outcome">>;

function history(...made: readonly Made[]): RecordedCall[] {
  return made.map((call, id) => ({ args: [], outcome: "returned", ...call, id }));
}

const FOREVER = Number.POSITIVE_INFINITY;
const write1 = { thread: 0, op: "write", args: [1], begin: 0, end: 3, result: "ok" };

function isRight(...made: readonly Made[]): boolean {
  return checkHistory(REGISTER, history(...made)).linearizable;
}

describe("checkHistory", () => {
  it("lets a read beside a write see the value before it or after it, and no other", () => {
    for (const [result, right] of [
      [0, true],
      [1, true],
      [2, false],
    ] as const) {
      expect(isRight(write1, { thread: 1, op: "read", begin: 1, end: 2, result })).toBe(right);
    }
  });

  it("refuses a read of what had been overwritten when it began", () => {
    expect(isRight(write1, { thread: 1, op: "read", begin: 4, end: 5, result: 0 })).toBe(false);
  });

  it("refuses two reads that see a write, and then do not see it", () => {
    const read = { thread: 1, op: "read" };
    const long = { ...write1, end: 9 };
    expect(isRight(long, { ...read, begin: 1, end: 2, result: 0 }, { ...read, begin: 3, end: 4, result: 1 })).toBe(
      true,
    );
    expect(isRight(long, { ...read, begin: 1, end: 2, result: 1 }, { ...read, begin: 3, end: 4, result: 0 })).toBe(
      false,
    );
  });

  it("lets an unfinished call have taken effect or not", () => {
    const unfinished = { ...write1, end: FOREVER, outcome: "unfinished" } as const;
    expect(isRight(unfinished, { thread: 1, op: "read", begin: 4, end: 5, result: 0 })).toBe(true);
    expect(isRight(unfinished, { thread: 1, op: "read", begin: 4, end: 5, result: 1 })).toBe(true);
  });

  it("lets a cancelled call have joined the queue, and not have taken anything", () => {
    const take = { thread: 1, op: "take", begin: 4, end: 5, outcome: "cancelled", result: undefined } as const;
    expect(isRight(write1, take, { thread: 1, op: "read", begin: 6, end: 7, result: 1 })).toBe(true);
    expect(isRight(write1, take, { thread: 1, op: "read", begin: 6, end: 7, result: 0 })).toBe(false);
  });

  it("finds the order in which two calls joined the queue from which of them was served", () => {
    const starved = { thread: 0, op: "take", begin: 0, end: FOREVER, outcome: "starved", result: undefined } as const;
    const served = { thread: 1, op: "take", begin: 1, end: 5, result: 1 };
    const given = { ...write1, thread: 2, begin: 2, end: 4 };
    expect(isRight(starved, served, given)).toBe(true);
    expect(isRight({ ...starved, begin: 6 }, served, given)).toBe(true);
    expect(isRight(starved, { ...served, result: 2 }, given)).toBe(false);
  });

  it("refuses a call that waits for ever for what is there", () => {
    const take = { thread: 1, op: "take", begin: 4, end: FOREVER, outcome: "starved", result: undefined } as const;
    expect(isRight(take)).toBe(true);
    expect(isRight(write1, take)).toBe(false);
  });

  it("agrees with trying all orders, on small histories of a register", () => {
    let right = 0;
    fc.assert(
      fc.property(registerHistories(), (calls) => {
        const { linearizable } = checkHistory(REGISTER, calls);
        if (linearizable) right++;
        expect(linearizable).toBe(anyOrder(calls, 0, new Set()));
      }),
      { seed: 0x5eed, numRuns: 1_000 },
    );
    expect(right).toBeGreaterThan(100);
    expect(right).toBeLessThan(900);
  });
});

describe("timeline", () => {
  it("shows each call as a line in time, and what has no place", () => {
    const calls = history(write1, { thread: 1, op: "read", begin: 4, end: 5, result: 0 });
    expect(timeline(calls, checkHistory(REGISTER, calls))).toEqual([
      `thread 1  write(1)  -> "ok"  |--|`,
      `thread 2  read()    -> 0         ||`,
      "",
      "The longest order: write(1) of thread 1; then no place for read() of thread 2.",
    ]);
  });

  it("shows who was cancelled and who waits for ever", () => {
    const calls = history(
      { thread: 0, op: "take", begin: 0, end: 2, outcome: "cancelled", result: undefined },
      { thread: 1, op: "take", begin: 1, end: FOREVER, outcome: "starved", result: undefined },
      { ...write1, begin: 3, end: 4 },
    );
    expect(timeline(calls, checkHistory(REGISTER, calls)).slice(0, 3)).toEqual([
      `thread 1  take()    cancelled       |-x`,
      `thread 2  take()    waits for ever   |--->`,
      `thread 1  write(1)  -> "ok"            ||`,
    ]);
  });
});

/** Two or three threads with up to five calls in all, begins and ends in any order, small values. */
function registerHistories(): fc.Arbitrary<RecordedCall[]> {
  const drawn = fc.record({
    thread: fc.nat({ max: 2 }),
    op: fc.constantFrom("read", "write", "swap"),
    arg: fc.integer({ min: 1, max: 2 }),
    result: fc.nat({ max: 2 }),
    gap: fc.nat({ max: 3 }),
    length: fc.integer({ min: 1, max: 6 }),
    unfinished: fc.integer({ min: 0, max: 5 }).map((n) => n === 5),
  });
  return fc.array(drawn, { minLength: 1, maxLength: 5 }).map((calls) => {
    const free = [0, 0, 0];
    return calls.map(({ thread, op, arg, result, gap, length, unfinished }, id) => {
      const begin = (free[thread] ?? 0) + gap;
      const end = unfinished ? FOREVER : begin + length;
      free[thread] = begin + length + 1;
      const args = op === "read" ? [] : [arg];
      const outcome = unfinished ? "unfinished" : "returned";
      return { id, thread, op, args, begin, end, outcome, result: op === "write" ? "ok" : result } as const;
    });
  });
}

/** Tries every order, without cuts. */
function anyOrder(calls: readonly RecordedCall[], value: number, placed: ReadonlySet<number>): boolean {
  const left = calls.filter(({ id }) => !placed.has(id));
  if (left.every(({ outcome }) => outcome === "unfinished")) return true;
  return left.some((call) => {
    if (left.some((other) => other.end <= call.begin)) return false;
    const came = call.op === "write" ? "ok" : value;
    if (call.outcome === "returned" && came !== call.result) return false;
    return anyOrder(calls, call.op === "read" ? value : Number(call.args[0]), new Set([...placed, call.id]));
  });
}
