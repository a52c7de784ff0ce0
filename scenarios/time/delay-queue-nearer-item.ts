/**
 * An item comes in, or is moved, to be due before all others: the queue's sleep must be moved, and who waits
 * polls again, so that it waits for the moved one.
 */
import { scenario } from "../../properties/index.ts";
import { assert, now } from "../../sim/index.ts";
import { waitWhile } from "./support/consumer.ts";
import { MS, SECOND } from "./support/runtime.ts";

export const delayQueueNearerItem = scenario({
  name: "time/delay-queue-nearer-item",
  about: "A thread inserts an item that is due first, or moves one there, while a task waits for the queue.",
  source: "tokio-util src/time/delay_queue.rs: insert_at, reset_at; tests/time_delay_queue.rs, reset_entry",
  options: { by: { oneOf: ["insert", "reset"] }, afterMs: { oneOf: [1, 70] } },
  *model({ by, afterMs }) {
    yield* waitWhile(
      (queue) => queue.insert("far", 60 * SECOND),
      (queue, key) => (by === "insert" ? queue.insert("near", afterMs * MS) : queue.reset(key, afterMs * MS)),
      function* (got, queue) {
        assert(got?.value === (by === "insert" ? "near" : "far"), "the nearest item did not come first");
        assert(now() >= afterMs * MS, "an item came out before it was due");
        assert(now() <= (afterMs + 1) * MS, "an item came out late");
        assert(queue.length === (by === "insert" ? 1 : 0), "an item is lost");
      },
    );
  },
});
