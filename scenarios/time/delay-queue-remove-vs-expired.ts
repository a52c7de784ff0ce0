/**
 * An item is removed just when it is due: either the one who waits gets it, or the one who removes it; and the
 * one who waits is told, one way or the other.
 */
import { scenario } from "../../properties/index.ts";
import { assert } from "../../sim/index.ts";
import { waitWhile } from "./support/consumer.ts";
import { MS } from "./support/runtime.ts";

export const delayQueueRemoveVsExpired = scenario({
  name: "time/delay-queue-remove-vs-expired",
  about: "A thread removes an item at the moment at which it is due, while a task waits for it.",
  source: "tokio-util src/time/delay_queue.rs: poll_expired, try_remove",
  options: { items: { from: 1, to: 2 }, afterMs: { oneOf: [5, 0] } },
  *model({ items, afterMs }) {
    let removed = 0;
    yield* waitWhile(
      function* (queue) {
        if (items === 2) yield* queue.insert("other", afterMs * MS);
        return yield* queue.insert("item", afterMs * MS);
      },
      function* (queue, key) {
        removed = (yield* queue.tryRemove(key)) === null ? 0 : 1;
      },
      function* (got, queue) {
        const gotOne = got === null ? 0 : 1;
        assert(gotOne + removed + queue.length === items, "an item is lost, or was given out twice");
      },
      afterMs * MS,
    );
  },
});
