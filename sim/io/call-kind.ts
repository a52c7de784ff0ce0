/** Calls on descriptors, as steps. */
import type { Operation } from "../engine/operation.ts";
import { StepKind } from "../engine/step-kind.ts";
import type { IoResult } from "./io-error.ts";
import type { Source } from "./source.ts";

/** A call on a source of class `S`. */
export function callKind<S extends Source, T>(
  name: string,
  perform: (source: S, op: Operation) => IoResult<T>,
  showArguments: (op: Operation) => string,
  showValue: (value: T) => string,
): StepKind<IoResult<T>> {
  return new StepKind<IoResult<T>>({
    name,
    access: "write",
    perform: (op) => perform(op.target as S, op), // each kind is built by one method of S
    showArguments,
    showResult: (_op, result) => (result.ok ? showValue(result.value) : result.error.kind),
  });
}
