/** tokio's Notify, call after call: one notification may be kept, all reach whoever has asked already. */
import { type Effect, goesOn, returns, type Specification, type SpecifiedCall, WAITS } from "../specification.ts";

type Which = "one" | "last";

interface Told {
  readonly id: number;
  readonly by: Which | "all";
}

export interface NotifyState {
  readonly kept: boolean;
  /** They have made their future, and not polled it. */
  readonly made: readonly number[];
  readonly queue: readonly number[];
  readonly told: readonly Told[];
}

export const notifySpecification: Specification<NotifyState> = {
  name: "notify",
  initial: { kept: false, made: [], queue: [], told: [] },
  step(state, { op, id }, phase) {
    if (op === "notifyOne") return returns(notify(state, "one"));
    if (op === "notifyLast") return returns(notify(state, "last"));
    if (op === "notifyWaiters") return returns(notifyAll(state));
    if (phase === 0) return goesOn({ ...state, made: [...state.made, id] });
    return asks(state, id, phase);
  },
  cancel(state, { id }: SpecifiedCall) {
    const by = state.told.find((told) => told.id === id)?.by ?? "all";
    const without = leave(state, id);
    return by === "all" ? without : notify(without, by);
  },
};

function asks(state: NotifyState, id: number, phase: number): readonly Effect<NotifyState>[] {
  if (state.told.some((told) => told.id === id)) return returns(leave(state, id));
  if (phase === 2) return WAITS;
  const without = leave(state, id);
  return state.kept ? returns({ ...without, kept: false }) : goesOn({ ...without, queue: [...state.queue, id] }, 2);
}

function notify(state: NotifyState, by: Which): NotifyState {
  const id = by === "one" ? state.queue[0] : state.queue.at(-1);
  if (id === undefined) return { ...state, kept: true };
  return { ...state, queue: state.queue.filter((other) => other !== id), told: [...state.told, { id, by }] };
}

function notifyAll(state: NotifyState): NotifyState {
  const told = [...state.made, ...state.queue].map((id) => ({ id, by: "all" as const }));
  return { ...state, made: [], queue: [], told: [...state.told, ...told] };
}

function leave(state: NotifyState, id: number): NotifyState {
  const others = (other: number): boolean => other !== id;
  const { made, queue, told } = state;
  return {
    ...state,
    made: made.filter(others),
    queue: queue.filter(others),
    told: told.filter((each) => each.id !== id),
  };
}
