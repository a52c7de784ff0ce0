/** `AtomicU64`: 64 bits, as a `bigint`; arithmetic wraps. Slower than `AtomicUsize`: for words that need the bits. */
import { step } from "../engine/operation.ts";
import type { LocationOptions } from "../memory/location.ts";
import type { Ordering } from "../memory/ordering.ts";
import type { Op } from "../op.ts";
import { Atomic } from "./atomic.ts";
import { readModifyWrite } from "./kinds.ts";

const u64 = (value: bigint): bigint => BigInt.asUintN(64, value);

const FETCH_ADD = readModifyWrite<bigint>("fetchAdd", (seen, operand) => u64(seen + operand));
const FETCH_SUB = readModifyWrite<bigint>("fetchSub", (seen, operand) => u64(seen - operand));
const FETCH_OR = readModifyWrite<bigint>("fetchOr", (seen, operand) => seen | operand);
const FETCH_AND = readModifyWrite<bigint>("fetchAnd", (seen, operand) => seen & operand);
const FETCH_XOR = readModifyWrite<bigint>("fetchXor", (seen, operand) => seen ^ operand);

export class AtomicU64 extends Atomic<bigint> {
  /** `initial` is taken modulo 2^64; `options` is a name for traces, or a name and a way to show values. */
  constructor(initial: bigint, options?: string | LocationOptions<bigint>) {
    super(u64(initial), options);
  }

  protected normal(value: bigint): bigint {
    return u64(value);
  }

  /** Adds, wrapping; gives back the value before, as do the others. */
  fetchAdd(operand: bigint, ordering: Ordering): Op<bigint> {
    return step(FETCH_ADD, this, ordering, u64(operand));
  }

  fetchSub(operand: bigint, ordering: Ordering): Op<bigint> {
    return step(FETCH_SUB, this, ordering, u64(operand));
  }

  fetchOr(operand: bigint, ordering: Ordering): Op<bigint> {
    return step(FETCH_OR, this, ordering, u64(operand));
  }

  fetchAnd(operand: bigint, ordering: Ordering): Op<bigint> {
    return step(FETCH_AND, this, ordering, u64(operand));
  }

  fetchXor(operand: bigint, ordering: Ordering): Op<bigint> {
    return step(FETCH_XOR, this, ordering, u64(operand));
  }
}
