/** What all calls on sockets have in common. */
import type { Operation } from "../../engine/operation.ts";
import { StepKind } from "../../engine/step-kind.ts";
import { BAD_DESCRIPTOR, type IoFailure, type IoResult, ioErr } from "../io-error.ts";
import type { Source } from "../source.ts";
import type { Host } from "./host.ts";

/** What a socket is after its host crashed: whoever still holds it is no longer there. */
const HOST_DOWN = "the host went down, and its sockets with it";

/** Why no call on the socket succeeds; null: one may. */
export function unusable(socket: Source, dead: boolean): IoFailure | null {
  if (dead) return ioErr("Other", HOST_DOWN);
  return socket.closed ? BAD_DESCRIPTOR : null;
}

/** Why no socket can be made on `host`; null: one can. */
export function hostFailure(host: Host): IoFailure | null {
  return host.isUp ? null : ioErr("Other", HOST_DOWN);
}

/** A call on a socket of class `S`. */
export function callKind<S extends Source, T>(
  name: string,
  perform: (socket: S, op: Operation) => IoResult<T>,
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
