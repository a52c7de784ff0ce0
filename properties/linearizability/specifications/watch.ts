/** tokio's watch channel, call after call: one value, its version, and the version that each receiver has seen. */
import { type Effect, goesOn, returns, type Specification, type SpecifiedCall, WAITS } from "../specification.ts";

export interface WatchState {
  readonly value: number;
  readonly version: number;
  readonly hasSender: boolean;
  /** By thread; null once its receiver is dropped. */
  readonly seen: readonly (number | null)[];
}

/** One sender, and a receiver for each thread. */
export function watchSpecification(threads: number): Specification<WatchState> {
  const seen = Array.from({ length: threads }, () => 0);
  return { name: "watch", initial: { value: 0, version: 0, hasSender: true, seen }, step };
}

function step(state: WatchState, call: SpecifiedCall): readonly Effect<WatchState>[] {
  const { value, version, hasSender, seen } = state;
  const isNew = seen[call.thread] !== version;
  switch (call.op) {
    case "send":
      if (seen.every((each) => each === null)) return returns(state, "refused");
      return returns({ ...state, value: Number(call.args[0]), version: version + 1 });
    case "sendReplace":
      return returns({ ...state, value: Number(call.args[0]), version: version + 1 }, value);
    case "dropTx":
      return returns({ ...state, hasSender: false });
    case "dropRx":
      return returns(sees(state, call, null));
    case "borrow":
      return returns(state, value);
    case "borrowAndUpdate":
      return returns(sees(state, call, version), value);
    case "hasChanged":
      return returns(state, hasSender ? isNew : "closed");
    case "waitFor":
      if (value >= Number(call.args[0])) return returns(sees(state, call, version), value);
      if (isNew) return goesOn(sees(state, call, version));
      return hasSender ? WAITS : returns(state, "closed");
    default:
      if (isNew) return returns(sees(state, call, version));
      return hasSender ? WAITS : returns(state, "closed");
  }
}

function sees(state: WatchState, { thread }: SpecifiedCall, version: number | null): WatchState {
  return { ...state, seen: state.seen.map((each, i) => (i === thread ? version : each)) };
}
