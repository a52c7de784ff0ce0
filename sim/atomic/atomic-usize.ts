/** `AtomicUsize`: a 32-bit unsigned word; arithmetic wraps. */
import { step } from "../engine/operation.ts";
import type { LocationOptions } from "../memory/location.ts";
import type { Ordering } from "../memory/ordering.ts";
import type { Op } from "../op.ts";
import { Atomic } from "./atomic.ts";
import { readModifyWrite } from "./kinds.ts";

const FETCH_ADD = readModifyWrite<number>("fetchAdd", (seen, operand) => (seen + operand) >>> 0);
const FETCH_SUB = readModifyWrite<number>("fetchSub", (seen, operand) => (seen - operand) >>> 0);
const FETCH_OR = readModifyWrite<number>("fetchOr", (seen, operand) => (seen | operand) >>> 0);
const FETCH_AND = readModifyWrite<number>("fetchAnd", (seen, operand) => (seen & operand) >>> 0);
const FETCH_XOR = readModifyWrite<number>("fetchXor", (seen, operand) => (seen ^ operand) >>> 0);

export class AtomicUsize extends Atomic<number> {
  /** `initial` is taken modulo 2^32; `options` is a name for traces, or a name and a way to show values. */
  constructor(initial: number, options?: string | LocationOptions<number>) {
    super(initial >>> 0, options);
  }

  protected normal(value: number): number {
    return value >>> 0;
  }

  /** Adds, wrapping; gives back the value before, as do the others. */
  fetchAdd(operand: number, ordering: Ordering): Op<number> {
    return step(FETCH_ADD, this, ordering, operand >>> 0);
  }

  fetchSub(operand: number, ordering: Ordering): Op<number> {
    return step(FETCH_SUB, this, ordering, operand >>> 0);
  }

  fetchOr(operand: number, ordering: Ordering): Op<number> {
    return step(FETCH_OR, this, ordering, operand >>> 0);
  }

  fetchAnd(operand: number, ordering: Ordering): Op<number> {
    return step(FETCH_AND, this, ordering, operand >>> 0);
  }

  fetchXor(operand: number, ordering: Ordering): Op<number> {
    return step(FETCH_XOR, this, ordering, operand >>> 0);
  }
}
