import { describe, expect, it } from "vitest";
import type { RawTask, RuntimeEvent } from "../../runtime/index.ts";
import type { Finding } from "../../sim/index.ts";
import { claim, runToTheEnd, withTask } from "../testing/one-task.ts";
import { Once } from "./once.ts";

type Claim = Exclude<RuntimeEvent["type"], `waker.${string}`>;

const POLL_READY: readonly Claim[] = ["task.poll.begin", "task.poll.end", "task.future.drop"];
const COMPLETE: readonly Claim[] = [...POLL_READY, "task.output.store", "task.complete"];

/** What the monitor says of a task that tells of these, in this order; "ready" polls and "ok" outputs. */
function watch(events: readonly Claim[]): Finding | null {
  return withTask(
    () => new Once(),
    function* ({ raw }) {
      for (const type of events) claim(event(type, raw));
    },
  );
}

function event(type: Claim, task: RawTask): RuntimeEvent {
  return { type, task, outcome: type === "task.poll.end" ? "ready" : "ok" } as RuntimeEvent;
}

describe("I4, once", () => {
  it.each<[string, readonly Claim[], string]>([
    ["a poll after the future was dropped", [...POLL_READY, "task.poll.begin"], "task is polled after its future was"],
    ["a future that is dropped twice", [...POLL_READY, "task.future.drop"], "the future of task is dropped twice"],
    ["an output stored over the future", ["task.poll.begin", "task.output.store"], "stores its output over its future"],
    ["an output stored over another", [...COMPLETE, "task.output.store"], "task stores an output over another"],
    ["COMPLETE before the future is dropped", ["task.complete"], "task is COMPLETE before its future was dropped"],
    ["COMPLETE without an output", [...POLL_READY, "task.complete"], "task is COMPLETE without an output"],
    ["completing twice", [...COMPLETE, "task.complete"], "task completes twice"],
    ["an output taken early", [...COMPLETE.slice(0, -1), "task.output.take"], "is taken before it is COMPLETE"],
    ["an output taken twice", [...COMPLETE, "task.output.take", "task.output.take"], "delivered, and was delivered"],
    [
      "an output delivered and dropped",
      [...COMPLETE, "task.output.take", "task.output.drop"],
      "and was delivered before",
    ],
    ["an output dropped twice", [...COMPLETE, "task.output.drop", "task.output.drop"], "and was dropped before"],
    ["an output left for the deallocation", [...COMPLETE, "task.dealloc", "task.output.drop"], "by whoever frees"],
    ["an output lost", [...COMPLETE, "task.dealloc"], "the output of task was lost with its memory"],
    ["a future lost", ["task.dealloc"], "task was freed and its future never dropped"],
  ])("is broken by %s", (_what, events, message) => {
    const finding = watch(events);
    expect(finding).toMatchObject({ kind: "invariant", invariant: "I4" });
    expect(finding?.message).toContain(message);
  });

  it("lets a future panic when it is dropped: its output is dropped and an error takes its place", () => {
    const panicked: Claim[] = [...POLL_READY, "task.output.drop", "task.output.store", "task.complete"];
    expect(watch([...panicked, "task.output.take"])).toMatchObject({ kind: "leak", invariant: null }); // of the real task
  });

  it("holds for a task that is run to its end", () => {
    expect(withTask(() => new Once(), runToTheEnd)).toBeNull();
  });
});
