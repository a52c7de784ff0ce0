/** Looks at the value of a watch channel, from either end, and lets go of it. */
import type { WatchRef } from "../../../runtime/index.ts";
import type { Op } from "../../../sim/index.ts";

export function* peekAt<T>(end: { borrow(): Op<WatchRef<T>> }): Op<T> {
  const ref = yield* end.borrow();
  const { value } = ref;
  yield* ref.drop();
  return value;
}
