import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wait } from "../../future/async.ts";
import { pollOnce } from "../../future/testing/drive.ts";
import { advance } from "../pause.ts";
import { MS, nowMs, onPausedRuntime } from "../testing/on-runtime.ts";
import { DelayQueue } from "./delay-queue.ts";

const DELAYS = [0, 1, 63, 64, 65, 700, 4_095, 4_096, 300_000];

const command = fc.oneof(
  fc.record({ call: fc.constant("insert" as const), ms: fc.constantFrom(...DELAYS) }),
  fc.record({
    call: fc.constantFrom("reset" as const, "remove" as const),
    which: fc.nat(9),
    ms: fc.constantFrom(...DELAYS),
  }),
  fc.record({ call: fc.constant("advance" as const), ms: fc.constantFrom(...DELAYS) }),
  fc.record({ call: fc.constantFrom("poll" as const, "compact" as const) }),
);

describe("a delay queue and a plain table of moments", () => {
  it("agree on what is due, whatever was inserted, moved and removed between", () => {
    const law = fc.property(fc.array(command, { maxLength: 25 }), (commands) => {
      onPausedRuntime(function* () {
        const queue = new DelayQueue<number>();
        /** By key, when it is due, in ms. */
        const table = new Map<number, number>();
        for (const command of commands) {
          const key = "which" in command ? [...table.keys()][command.which % Math.max(1, table.size)] : undefined;
          if (command.call === "insert") table.set(yield* queue.insert(0, command.ms * MS), nowMs() + command.ms);
          else if (command.call === "advance") yield* wait(advance(command.ms * MS));
          else if (command.call === "compact") yield* queue.compact();
          else if (command.call === "poll") {
            const poll = yield* pollOnce(queue.next());
            const dueMs = [...table.values()].filter((ms) => ms <= nowMs());
            if (poll.ready && poll.value !== null) {
              expect(dueMs).toContain(table.get(poll.value.key));
              table.delete(poll.value.key);
            } else expect([poll.ready, dueMs]).toEqual([table.size === 0, []]);
          } else if (key !== undefined && command.call === "reset") {
            yield* queue.reset(key, command.ms * MS);
            table.set(key, nowMs() + command.ms);
          } else if (key !== undefined) {
            yield* queue.remove(key);
            table.delete(key);
          }
          expect(queue.length).toBe(table.size);
        }
        yield* queue.drop();
      });
    });
    fc.assert(law, { seed: 0x5eed, numRuns: 200 });
  });
});
