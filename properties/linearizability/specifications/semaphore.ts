/** tokio's batch semaphore, call after call: whoever comes first is served first, however much it wants. */
import { type Effect, goesOn, returns, type Specification, type SpecifiedCall, WAITS } from "../specification.ts";

interface Waiting {
  readonly id: number;
  readonly wants: number;
  readonly has: number;
}

export interface SemaphoreState {
  readonly permits: number;
  readonly closed: boolean;
  /** In the order of their first polls. */
  readonly queue: readonly Waiting[];
  /** They have all they want, and have yet to look. */
  readonly served: readonly Waiting[];
}

export function semaphoreSpecification(permits: number): Specification<SemaphoreState> {
  return { name: "semaphore", initial: { permits, closed: false, queue: [], served: [] }, step, cancel };
}

function step(state: SemaphoreState, call: SpecifiedCall, phase: number): readonly Effect<SemaphoreState>[] {
  const n = Number(call.args[0] ?? 0);
  const { permits, closed } = state;
  switch (call.op) {
    case "acquire":
      return phase === 0 ? enters(state, call.id, n) : looks(state, call.id);
    case "tryAcquire":
      if (closed) return returns(state, "closed");
      return permits < n ? returns(state, "no-permits") : returns({ ...state, permits: permits - n });
    case "release":
    case "addPermits":
      return returns(give(state, n));
    case "forget":
      return returns({ ...state, permits: Math.max(permits - n, 0) }, Math.min(permits, n));
    case "close":
      return returns({ ...state, closed: true });
    default:
      return returns(state, permits);
  }
}

function enters(state: SemaphoreState, id: number, wants: number): readonly Effect<SemaphoreState>[] {
  const { permits, closed, queue } = state;
  if (closed) return returns(state, "closed");
  if (permits >= wants) return returns({ ...state, permits: permits - wants });
  return goesOn({ ...state, permits: 0, queue: [...queue, { id, wants, has: permits }] });
}

function looks(state: SemaphoreState, id: number): readonly Effect<SemaphoreState>[] {
  if (state.closed) return returns(leaves(state, id), "closed");
  if (!state.served.some((waiting) => waiting.id === id)) return WAITS;
  return returns({ ...state, served: state.served.filter((waiting) => waiting.id !== id) });
}

function cancel(state: SemaphoreState, call: SpecifiedCall, phase: number): SemaphoreState {
  return phase === 0 ? state : leaves(state, call.id);
}

/** A waiter is gone; what it had goes to the others. */
function leaves(state: SemaphoreState, id: number): SemaphoreState {
  const has = [...state.queue, ...state.served].find((waiting) => waiting.id === id)?.has ?? 0;
  const others = (waiting: Waiting): boolean => waiting.id !== id;
  return give({ ...state, queue: state.queue.filter(others), served: state.served.filter(others) }, has);
}

function give(state: SemaphoreState, count: number): SemaphoreState {
  const [first, ...rest] = state.queue;
  // Closing sends all waiters away, with what they have.
  if (first === undefined || state.closed) return { ...state, permits: state.permits + count };
  const missing = first.wants - first.has;
  if (count < missing) return { ...state, queue: [{ ...first, has: first.has + count }, ...rest] };
  const served = [...state.served, { ...first, has: first.wants }];
  return give({ ...state, queue: rest, served }, count - missing);
}
