import { expect, it } from "vitest";
import { AtomicUsize } from "../atomic/atomic-usize.ts";
import { fence } from "../atomic/fence.ts";
import type { Op } from "../op.ts";
import { Mutex } from "../sync/mutex.ts";
import { random } from "../thread/random.ts";
import { spawn } from "../thread/spawn.ts";
import { Explorer } from "./explorer.ts";
import { loadGraph, saveGraph } from "./saved-graph.ts";

/** Events of every kind. */
function* model(): Op<void> {
  const [x, lock] = [new AtomicUsize(0, "x"), new Mutex(0, "lock")];
  const side = function* (): Op<void> {
    yield* x.fetchAdd(1 + random(2), "AcqRel");
    yield* fence("SeqCst");
    yield* lock.with(function* () {
      yield* x.store(7, "Release");
    });
    yield* x.load("Acquire");
  };
  const other = yield* spawn(side, "other");
  yield* side();
  yield* other.join();
  yield* x.load("Relaxed");
}

it.each(["sc", "rc11"] as const)("gives each graph back as it was, clocks and all: %s", (memory) => {
  const kinds = new Set<string>();
  const program = { name: "saved", options: {}, bounds: {}, model, monitors: () => [] };
  const explorer = new Explorer(program, {
    memory,
    onExecution: ({ graph }) => {
      const forgetful = graph.copy();
      for (const event of forgetful.threads.flat()) {
        kinds.add(event.kind);
        event.intent = null;
        event.position = 0;
      }
      for (const write of forgetful.writes.flat()) write.position = 0;
      expect(loadGraph(JSON.parse(JSON.stringify(saveGraph(graph))))).toEqual(forgetful);
    },
  });
  explorer.explore();
  expect(explorer.executions).toBeGreaterThan(50);
  expect([...kinds].sort()).toEqual(["choice", "fence", "join", "read", "spawn", "write"]);
});
