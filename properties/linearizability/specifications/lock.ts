/** A mutex and a read-write lock, call after call: a semaphore with so many permits, of which a writer takes all. */
import type { Effect, Specification, SpecifiedCall } from "../specification.ts";
import { type SemaphoreState, semaphoreSpecification } from "./semaphore.ts";

export interface LockState {
  readonly semaphore: SemaphoreState;
  readonly value: number;
}

/** What each operation does to the semaphore. */
const MEANS: { readonly [op: string]: (readers: number) => readonly [op: string, count: number] } = {
  read: () => ["acquire", 1],
  write: (readers) => ["acquire", readers],
  tryRead: () => ["tryAcquire", 1],
  tryWrite: (readers) => ["tryAcquire", readers],
  endRead: () => ["release", 1],
  endWrite: (readers) => ["release", readers],
  downgrade: (readers) => ["release", readers - 1],
};

/** Who gets the lock sees the value; who lets go of it as a writer (`endWrite(n)`, `downgrade(n)`) has changed it. */
export function lockSpecification(name: string, readers: number): Specification<LockState> {
  const inner = semaphoreSpecification(readers);
  const meant = (call: SpecifiedCall): SpecifiedCall => {
    const [op, count] = MEANS[call.op]?.(readers) ?? [call.op, 1];
    return { ...call, op, args: [count] };
  };
  return {
    name,
    initial: { semaphore: inner.initial, value: 0 },
    step: (state, call, phase) => {
      const value = call.args.length === 0 ? state.value : Number(call.args[0]);
      const isLetGo = meant(call).op === "release";
      return inner.step(state.semaphore, meant(call), phase).map((effect): Effect<LockState> => {
        const next = { semaphore: effect.state, value };
        if (!("result" in effect)) return { state: next, phase: effect.phase };
        return { state: next, result: effect.result === "ok" && !isLetGo ? value : effect.result };
      });
    },
    cancel: (state, call, phase) => ({
      ...state,
      semaphore: inner.cancel?.(state.semaphore, meant(call), phase) ?? state.semaphore,
    }),
  };
}
