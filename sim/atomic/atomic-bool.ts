/** `AtomicBool`. */
import { step } from "../engine/operation.ts";
import type { LocationOptions } from "../memory/location.ts";
import type { Ordering } from "../memory/ordering.ts";
import type { Op } from "../op.ts";
import { Atomic } from "./atomic.ts";
import { readModifyWrite } from "./kinds.ts";

const FETCH_OR = readModifyWrite<boolean>("fetchOr", (seen, operand) => seen || operand);
const FETCH_AND = readModifyWrite<boolean>("fetchAnd", (seen, operand) => seen && operand);
const FETCH_XOR = readModifyWrite<boolean>("fetchXor", (seen, operand) => seen !== operand);

export class AtomicBool extends Atomic<boolean> {
  constructor(initial: boolean, options?: string | LocationOptions<boolean>) {
    super(initial, options);
  }

  protected normal(value: boolean): boolean {
    return value;
  }

  /** Gives back the value before, as do the others. */
  fetchOr(operand: boolean, ordering: Ordering): Op<boolean> {
    return step(FETCH_OR, this, ordering, operand);
  }

  fetchAnd(operand: boolean, ordering: Ordering): Op<boolean> {
    return step(FETCH_AND, this, ordering, operand);
  }

  fetchXor(operand: boolean, ordering: Ordering): Op<boolean> {
    return step(FETCH_XOR, this, ordering, operand);
  }
}
