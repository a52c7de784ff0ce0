/** tokio's oneshot channel, call after call: of a send and a close, the first one wins. */
import { type Effect, returns, type Specification, type SpecifiedCall, WAITS } from "../specification.ts";

export interface OneshotState {
  /** Sent, and not received. */
  readonly value: number | null;
  /** The sender is gone: it has sent, or was dropped. */
  readonly sent: boolean;
  /** The receiver has closed or is gone. */
  readonly closed: boolean;
}

export const oneshotSpecification: Specification<OneshotState> = {
  name: "oneshot",
  initial: { value: null, sent: false, closed: false },
  step(state, call) {
    switch (call.op) {
      case "send":
        if (state.closed) return returns({ ...state, sent: true }, "refused");
        return returns({ ...state, sent: true, value: Number(call.args[0]) });
      case "dropTx":
        return returns({ ...state, sent: true });
      case "isClosed":
        return returns(state, state.closed);
      case "closed":
        return state.closed ? returns(state) : WAITS;
      case "close":
      case "dropRx":
        return returns({ ...state, closed: true });
      default:
        return receives(state, call);
    }
  },
};

function receives(state: OneshotState, { op }: SpecifiedCall): readonly Effect<OneshotState>[] {
  if (state.value !== null) return returns({ ...state, value: null }, state.value);
  if (state.sent || state.closed) return returns(state, "closed");
  return op === "recv" ? WAITS : returns(state, "empty");
}
