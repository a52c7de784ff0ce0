/** `abort_on_panic`: where a panic of user code could not be survived, the process ends. */
import { catchUnwind, finding, type Op, raise } from "../../../sim/index.ts";

/** Runs `body`; a panic that leaves it aborts the process: a finding, which nobody catches. */
export function* abortOnPanic<T>(body: () => Op<T>): Op<T> {
  const caught = yield* catchUnwind(body);
  if (caught.ok) return caught.value;
  const message = `the local executor aborts the process: ${String(caught.panic.payload)}`;
  raise(finding("panic", message, { involved: ["abort", String(caught.panic.payload)] }));
}
