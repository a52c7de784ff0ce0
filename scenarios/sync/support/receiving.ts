/** What receivers of a broadcast do in several scenarios. */
import { type BroadcastReceiver, blockOn } from "../../../runtime/index.ts";
import { assert, type Op } from "../../../sim/index.ts";
import type { Parcel } from "./parcel.ts";

/** Receives until the channel is closed, and drops the receiver: how many values it had or missed. */
export function* countAll<T>(receiver: BroadcastReceiver<T>): Op<number> {
  let count = 0;
  for (;;) {
    const got = yield* blockOn(receiver.recv());
    if (got.ok) count += 1;
    else if (got.error.kind === "lagged") count += got.error.missed;
    else break;
  }
  yield* receiver.drop();
  return count;
}

/** Receives `contents`. */
export function* expectValues(receiver: BroadcastReceiver<Parcel>, contents: readonly string[]): Op<void> {
  for (const content of contents) {
    const got = yield* blockOn(receiver.recv());
    assert(got.ok, `received no value where "${content}" was sent`);
    assert(got.value.content === content, `received "${got.value.content}" where "${content}" was sent`);
    yield* got.value.drop();
  }
}

/** Receives exactly `contents`, then the end, and drops the receiver. */
export function* expectAll(receiver: BroadcastReceiver<Parcel>, contents: readonly string[]): Op<void> {
  yield* expectValues(receiver, contents);
  const end = yield* blockOn(receiver.recv());
  assert(!end.ok && end.error.kind === "closed", "a channel whose sender is gone has another value");
  yield* receiver.drop();
}
