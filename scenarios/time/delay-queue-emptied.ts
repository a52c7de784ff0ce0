/**
 * The last item of a queue is taken out, or the queue is cleared, while a task waits for it: the task is owed
 * the word that there is nothing to wait for.
 */
import { scenario } from "../../properties/index.ts";
import { assert, now } from "../../sim/index.ts";
import { waitWhile } from "./support/consumer.ts";
import { SECOND } from "./support/runtime.ts";

export const delayQueueEmptied = scenario({
  name: "time/delay-queue-emptied",
  about: "A thread removes the only item of a queue, or clears it, while a task waits for the queue.",
  source: "tokio PRs 6752 and 8320: wake DelayQueue when removing last item, when cleared",
  options: { by: { oneOf: ["remove", "clear"] } },
  *model({ by }) {
    yield* waitWhile(
      (queue) => queue.insert("item", 60 * SECOND),
      (queue, key) => (by === "remove" ? queue.remove(key) : queue.clear()),
      function* (got) {
        assert(got === null, "an item came out that was taken away");
        assert(now() === 0, "who waits at an empty queue was told late");
      },
    );
  },
});
