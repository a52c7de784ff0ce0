import { describe, expect, it } from "vitest";
import { REF_ONE, unowned } from "../../runtime/index.ts";
import { spawn } from "../../sim/index.ts";
import { firstFinding } from "../testing/first-finding.ts";
import { claim, KeepsWaker, type OneTask, runToTheEnd, withTask } from "../testing/one-task.ts";
import { ExactReferences } from "./exact-references.ts";

const watch = (misuse: Parameters<typeof withTask>[1]) => withTask(() => new ExactReferences(), misuse);

describe("I2, exact references", () => {
  it("is broken by a reference that is counted and nobody's", () => {
    const finding = watch(function* ({ raw }) {
      yield* raw.header.state.word.fetchAdd(REF_ONE, "Relaxed");
    });
    expect(finding).toMatchObject({ kind: "refcount", invariant: "I2" });
    expect(finding?.message).toBe(
      'task counts 4 references and has 3: held by the owned list, a notification, the join handle (last change: "main", fetchAdd).',
    );
  });

  it("is broken by a reference that somebody has and nobody counted", () => {
    const finding = watch(function* ({ raw, join }) {
      raw.tellInc("abort");
      yield* join.drop();
    });
    expect(finding?.message).toContain("task counts 3 references and has 4");
    expect(finding?.message).toContain("an abort handle");
  });

  it("is broken by giving up what nobody held", () => {
    const finding = watch(function* ({ raw }) {
      yield* raw.dropReference("waker");
    });
    expect(finding?.message).toBe('"main" gives up a waker of task, which nobody held.');
  });

  it("is broken by freeing a task that somebody holds", () => {
    const finding = watch(function* ({ raw }) {
      yield* raw.dealloc();
    });
    expect(finding?.message).toBe('"main" frees task, still held by the owned list, a notification, the join handle.');
  });

  it("is broken by an access to the word of a freed task", () => {
    const finding = watch(function* (one) {
      yield* runToTheEnd(one);
      yield* one.raw.header.state.load();
    });
    expect(finding).toMatchObject({ kind: "use-after-free", invariant: "I2" });
    expect(finding?.message).toBe('"main" accesses task.state (load) after it was freed.');
  });

  it("sees the last change of all, although no step follows it", () => {
    const finding = watch(function* ({ raw }) {
      claim({ type: "task.ref.inc", task: raw, kind: "waker" });
    });
    expect(finding?.message).toContain("task counts 3 references and has 4");
  });

  it("counts a new unowned task twice for its holder", () => {
    const finding = firstFinding(
      () => [new ExactReferences()],
      function* () {
        const { task, join } = unowned(new KeepsWaker(), new NoScheduler(), "task");
        yield* join.drop();
        yield* task.raw.header.state.word.fetchSub(REF_ONE, "Relaxed");
      },
    );
    expect(finding?.message).toContain("counts 1 reference and has 2: held by 2 halves of the unowned task");
  });

  it("holds through a life with wakers and abort handles, on several threads", () => {
    const finding = watch(function* (one: OneTask) {
      const abort = yield* one.join.abortHandle();
      const other = yield* spawn(function* () {
        yield* (yield* abort.clone()).drop();
        yield* abort.drop();
      }, "other");
      yield* runToTheEnd(one);
      yield* other.join();
    });
    expect(finding).toBeNull();
  });
});

class NoScheduler {
  *schedule(): Generator<never, void> {}
  *release(): Generator<never, null> {
    return null;
  }
}
