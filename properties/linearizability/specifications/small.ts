/** Barrier, SetOnce, OnceCell and CancellationToken, call after call. */
import { type Effect, goesOn, returns, type Specification, WAITS } from "../specification.ts";
import { type SemaphoreState, semaphoreSpecification } from "./semaphore.ts";

export interface BarrierState {
  readonly arrived: number;
  readonly generation: number;
}

/** The `n`th to arrive leads. Who has arrived counts, also when it is cancelled then: so it is in tokio. */
export function barrierSpecification(n: number): Specification<BarrierState> {
  return {
    name: "barrier",
    initial: { arrived: 0, generation: 0 },
    step({ arrived, generation }, _call, phase) {
      // The phase says for the end of which generation a call waits.
      if (phase > 0) return generation >= phase ? returns({ arrived, generation }, false) : WAITS;
      if (arrived + 1 === n) return returns({ arrived: 0, generation: generation + 1 }, true);
      return goesOn({ arrived: arrived + 1, generation }, generation + 1);
    },
  };
}

/** The value, null while there is none. */
export const setOnceSpecification: Specification<number | null> = {
  name: "set-once",
  initial: null,
  step(value, { op, args }) {
    if (op === "set") return value === null ? returns<number | null>(Number(args[0])) : returns(value, "refused");
    if (op === "wait" && value === null) return WAITS;
    return returns(value, value);
  },
};

export interface OnceCellState {
  readonly value: number | null;
  readonly semaphore: SemaphoreState;
}

const ONE = semaphoreSpecification(1);
const COMPUTES = 2;

/** Who has the one permit computes; who is cancelled meanwhile leaves that to the next one. */
export const onceCellSpecification: Specification<OnceCellState> = {
  name: "once-cell",
  initial: { value: null, semaphore: ONE.initial },
  step(state, call, phase) {
    const { value, semaphore } = state;
    if (call.op === "get") return returns(state, value);
    if (phase === COMPUTES) {
      return returns({ ...state, value: Number(call.args[0]) }, call.op === "set" ? "ok" : call.args[0]);
    }
    if (value !== null) return returns(state, call.op === "set" ? "already-initialized" : value);
    if (call.op === "set" && semaphore.permits === 0) return returns(state, "initializing");
    return ONE.step(semaphore, { ...call, op: "acquire", args: [1] }, phase).map(
      (effect): Effect<OnceCellState> => ({
        state: { value, semaphore: effect.state },
        phase: "phase" in effect ? effect.phase : COMPUTES,
      }),
    );
  },
  cancel(state, call, phase) {
    const acquire = { ...call, op: "acquire", args: [1] };
    if (phase !== COMPUTES)
      return { ...state, semaphore: ONE.cancel?.(state.semaphore, acquire, phase) ?? state.semaphore };
    const released = ONE.step(state.semaphore, { ...call, op: "release", args: [1] }, 0)[0];
    return { ...state, semaphore: released?.state ?? state.semaphore };
  },
};

export interface CancellationState {
  readonly parent: boolean;
  readonly child: boolean;
}

/** A parent and its child, which is cancelled with it, and a moment before it. */
export const cancellationSpecification: Specification<CancellationState> = {
  name: "cancellation-token",
  initial: { parent: false, child: false },
  step(state, { op, args }, phase) {
    const which = args[0] === "parent" ? "parent" : "child";
    if (op === "isCancelled") return returns(state, state[which]);
    if (op === "cancelled") return state[which] ? returns(state) : WAITS;
    if (which === "parent" && phase === 0 && !state.parent) return goesOn({ ...state, child: true });
    return returns({ ...state, [which]: true });
  },
};
