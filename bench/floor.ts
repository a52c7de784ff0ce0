/** The floor: what the bare generators of this machine cost, with no engine above them. */
import type { Subject } from "./measure.ts";

const TIMES = 20_000;

function* resumed(depth: number): Generator<void, never, void> {
  if (depth > 1) yield* resumed(depth - 1);
  for (;;) yield;
}

/** `next()` on a generator that yields from within `depth` generators, itself included. */
export function resumeAt(depth: number): Subject {
  const generator = resumed(depth);
  return {
    name: `resume a generator, yield* depth ${depth}`,
    units: TIMES,
    batch: () => {
      for (let i = 0; i < TIMES; i++) generator.next();
    },
  };
}

function* callee(i: number): Generator<void, number, void> {
  return i;
}

function* caller(): Generator<void, number, void> {
  let sum = 0;
  for (let i = 0; i < TIMES; i++) sum += yield* callee(i);
  return sum;
}

/** A generator entered by `yield*` and left again, suspending nothing. */
export function bareCall(): Subject {
  return { name: "enter and leave a bare yield* call", units: TIMES, batch: () => caller().next() };
}
