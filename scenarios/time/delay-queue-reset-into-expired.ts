/**
 * An item is moved to a moment that is past. It goes to those that have expired, where no sleep of the queue
 * knows of it: who waits must be woken, or sleeps on until the next item of the wheel.
 */
import { scenario } from "../../properties/index.ts";
import { assert, now } from "../../sim/index.ts";
import { waitWhile } from "./support/consumer.ts";
import { SECOND } from "./support/runtime.ts";

export const delayQueueResetIntoExpired = scenario({
  name: "time/delay-queue-reset-into-expired",
  about: "A thread makes an item due at once while a task waits for the queue.",
  source: "tokio PR 8274: wake DelayQueue after resetting to expired",
  options: { others: { from: 0, to: 2 } },
  *model({ others }) {
    yield* waitWhile(
      function* (queue) {
        for (let i = 1; i <= others; i++) yield* queue.insert(`later ${i}`, i * 100 * SECOND);
        return yield* queue.insert("item", 60 * SECOND);
      },
      (queue, key) => queue.reset(key, 0),
      function* (got) {
        assert(got?.value === "item", "what came out is not what was due");
        assert(now() < 60 * SECOND, "an item that is due came out at its old time");
      },
    );
  },
});
