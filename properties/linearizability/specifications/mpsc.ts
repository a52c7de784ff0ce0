/** tokio's bounded mpsc channel, call after call: a semaphore with a permit for each free place, and a queue. */
import { type Effect, returns, type Specification, type SpecifiedCall, WAITS } from "../specification.ts";
import { type SemaphoreState, semaphoreSpecification } from "./semaphore.ts";

export interface MpscState {
  /** Closed when the receiver is. */
  readonly places: SemaphoreState;
  readonly queue: readonly number[];
  readonly senders: number;
}

/** It has its place, and has yet to put the message there. */
const HAS_PLACE = 2;

export function mpscSpecification(capacity: number, senders: number): Specification<MpscState> {
  const places = semaphoreSpecification(capacity);
  const inPlaces = (state: MpscState, call: SpecifiedCall, op: string, phase = 0): readonly Effect<MpscState>[] =>
    places
      .step(state.places, { ...call, op, args: [1] }, phase)
      .map((effect) => ({ ...effect, state: { ...state, places: effect.state } }));
  /** Takes a place, then puts the message there. */
  const sends = (state: MpscState, call: SpecifiedCall, op: string, phase: number): readonly Effect<MpscState>[] => {
    if (phase === HAS_PLACE) return returns({ ...state, queue: [...state.queue, Number(call.args[0])] });
    return inPlaces(state, call, op, phase).map((effect) =>
      "result" in effect && effect.result === "ok" ? { state: effect.state, phase: HAS_PLACE } : effect,
    );
  };
  const receives = (state: MpscState, call: SpecifiedCall): readonly Effect<MpscState>[] => {
    const [first, ...queue] = state.queue;
    if (first !== undefined) {
      return inPlaces({ ...state, queue }, call, "release").map(({ state: next }) => ({ state: next, result: first }));
    }
    const { closed, permits } = state.places;
    // Who has a place by the time of the close may still send.
    const isOver = state.senders === 0 || (closed && permits === capacity);
    if (call.op === "tryRecv") return returns(state, isOver ? "disconnected" : "empty");
    return isOver ? returns(state, null) : WAITS;
  };
  return {
    name: "mpsc",
    initial: { places: places.initial, queue: [], senders },
    step(state, call, phase) {
      switch (call.op) {
        case "send":
          return sends(state, call, "acquire", phase);
        case "trySend":
          return sends(state, call, "tryAcquire", phase);
        case "reserve":
          return inPlaces(state, call, "acquire", phase);
        case "useReserved":
          return sends(state, call, "acquire", HAS_PLACE);
        case "dropReserved":
          return inPlaces(state, call, "release");
        case "close":
          return inPlaces(state, call, "close");
        case "closed":
          return state.places.closed ? returns(state) : WAITS;
        case "dropTx":
          return returns({ ...state, senders: state.senders - 1 });
        case "len":
          return returns(state, state.queue.length);
        default:
          return receives(state, call);
      }
    },
    cancel(state, call, phase) {
      const waits = call.op === "send" || call.op === "reserve";
      const acquire = { ...call, op: "acquire", args: [1] };
      return waits ? { ...state, places: places.cancel?.(state.places, acquire, phase) ?? state.places } : state;
    },
  };
}
