/** tokio's broadcast channel, call after call: all that was sent, and how far each receiver has come. */
import { type Effect, returns, type Specification, type SpecifiedCall, WAITS } from "../specification.ts";

export interface BroadcastState {
  readonly sent: readonly number[];
  readonly hasSender: boolean;
  /** By thread, what it receives next; null once its receiver is dropped. */
  readonly next: readonly (number | null)[];
}

/** One sender, and a receiver for each thread. `capacity` is a power of two. */
export function broadcastSpecification(capacity: number, threads: number): Specification<BroadcastState> {
  const initial = { sent: [], hasSender: true, next: Array.from({ length: threads }, () => 0) };
  return { name: "broadcast", initial, step: (state, call) => step(state, call, capacity) };
}

function step(state: BroadcastState, call: SpecifiedCall, capacity: number): readonly Effect<BroadcastState>[] {
  const { sent } = state;
  const next = state.next[call.thread] ?? 0;
  const goesTo = (to: number | null): BroadcastState => ({
    ...state,
    next: state.next.map((each, i) => (i === call.thread ? to : each)),
  });
  switch (call.op) {
    case "send": {
      const receivers = state.next.filter((each) => each !== null).length;
      return receivers === 0
        ? returns(state, "refused")
        : returns({ ...state, sent: [...sent, Number(call.args[0])] }, `to ${receivers}`);
    }
    case "dropTx":
      return returns({ ...state, hasSender: false });
    case "dropRx":
      return returns(goesTo(null));
    case "len":
      return returns(state, sent.length - next);
    default: {
      const oldest = sent.length - capacity;
      if (next < oldest) return returns(goesTo(oldest), { kind: "lagged", missed: oldest - next });
      if (next < sent.length) return returns(goesTo(next + 1), sent[next]);
      if (!state.hasSender) return returns(state, { kind: "closed" });
      return call.op === "recv" ? WAITS : returns(state, { kind: "empty" });
    }
  }
}
