/** The states of an `async fn`, numbered by rustc: 0 unresumed, 1 returned, 2 panicked, 3 + n suspended at await n. */
import { AwaitPoint } from "./await-point.ts";

export const UNRESUMED = "unresumed";
export const RETURNED = "returned";
export const PANICKED = "panicked";
/** While the body runs; rustc has no number for it, as nobody can look. */
export const POLLING = "polling";

export type AsyncState = typeof UNRESUMED | typeof RETURNED | typeof PANICKED | typeof POLLING | AwaitPoint;

/** As in `await 0 on timer, x=1`: the state, and where the body will go on, with what it saved. */
export function showState(state: AsyncState, locals: ReadonlyMap<string, unknown>): string {
  if (!(state instanceof AwaitPoint)) return state;
  const saved = [...locals].map(([name, value]) => `, ${name}=${show(value)}`);
  return `await ${state.index} on ${show(state.future)}${saved.join("")}`;
}

function show(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  const { label } = value as { readonly label?: unknown };
  return typeof label === "string" ? label : value.constructor.name;
}

/** rustc's number of `state`; null while the body runs. */
export function stateNumber(state: AsyncState): number | null {
  if (state instanceof AwaitPoint) return 3 + state.index;
  return state === POLLING ? null : [UNRESUMED, RETURNED, PANICKED].indexOf(state);
}
