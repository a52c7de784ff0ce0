import { describe, expect, it } from "vitest";
import {
  async_,
  Context,
  type Future,
  LocalExecutor,
  type LocalJoinHandle,
  localWord,
  noopWaker,
  PENDING,
  type Poll,
  type RuntimeEvent,
} from "../../runtime/index.ts";
import { type Finding, type Op, observe, spawn } from "../../sim/index.ts";
import { firstFinding } from "../testing/first-finding.ts";
import { LocalLives } from "./local-lives.ts";
import { LocalReferences } from "./local-references.ts";

class Waits implements Future<void> {
  *poll(): Op<Poll<void>> {
    return PENDING;
  }

  *drop(): Op<void> {}
}

/** The finding where `misuse` is done to a task that is queued on a local executor. */
function watch(misuse: (handle: LocalJoinHandle<void>) => Op<void>): Finding | null {
  const monitors = () => [new LocalReferences(), new LocalLives()];
  return firstFinding(monitors, function* () {
    const executor = new LocalExecutor();
    yield* executor.run(
      async_(function* () {
        const handle = yield* executor.spawn(new Waits(), "task");
        yield* misuse(handle);
        yield* handle.drop();
      }),
    );
    yield* executor.drop();
  });
}

const claim = (event: RuntimeEvent): void => observe(event);

describe("I2, local references", () => {
  it("is broken by a reference that is counted and nobody's", () => {
    const finding = watch(function* ({ raw }) {
      yield* raw.header.references.fetchAdd(1, "Relaxed");
      yield* raw.header.word.get();
    });
    expect(finding).toMatchObject({ kind: "refcount", invariant: "I2" });
    expect(finding?.message).toBe("task counts 2 references, and 1 are held.");
  });

  it("is broken by a reference that somebody has and nobody counted", () => {
    const finding = watch(function* ({ raw }) {
      claim({ type: "local.ref.inc", task: raw, kind: "waker" });
    });
    expect(finding?.message).toBe("task counts 1 references, and 2 are held.");
  });

  it("is broken by freeing a task that is queued, or that has a join handle", () => {
    const queued = watch(({ raw }) => raw.destroy());
    expect(queued?.message).toBe('"main" frees task, and 1 references are held.');
    const handled = watch(function* ({ raw }) {
      yield* raw.header.decrement("queued");
      yield* raw.destroy();
    });
    expect(handled?.message).toBe('"main" frees task, which has a join handle.');
  });
});

describe("I3, local tasks", () => {
  it("is broken by a poll on another thread", () => {
    const finding = watch(function* ({ raw }) {
      const other = yield* spawn(function* () {
        claim({ type: "task.poll.begin", task: raw });
      }, "other");
      yield* other.join();
    });
    expect(finding).toMatchObject({ kind: "invariant", invariant: "I3" });
    expect(finding?.message).toContain('polls the future of task, which is local to "main"');
  });

  it("is broken by dropping the future inside of its own poll", () => {
    const finding = watch(function* ({ raw }) {
      claim({ type: "task.poll.begin", task: raw });
      claim({ type: "local.future.drop", task: raw });
    });
    expect(finding).toMatchObject({ invariant: "I3" });
  });
});

describe("I4, local tasks", () => {
  it("is broken by dropping a future twice, and by polling it afterwards", () => {
    const twice = watch(function* ({ raw }) {
      claim({ type: "local.future.drop", task: raw });
      claim({ type: "local.future.drop", task: raw });
    });
    expect(twice).toMatchObject({ invariant: "I4" });
    const polled = watch(function* ({ raw }) {
      claim({ type: "local.future.drop", task: raw });
      claim({ type: "task.poll.begin", task: raw });
    });
    expect(polled?.message).toContain("is polled after its future was dropped");
  });

  it("is broken by an output that is taken before it is there", () => {
    const finding = watch(function* ({ raw }) {
      claim({ type: "local.output.take", task: raw });
    });
    expect(finding).toMatchObject({ invariant: "I4" });
  });
});

describe("I16, local tasks", () => {
  it("is broken by a transition that sets or unsets what it may not", () => {
    const finding = watch(function* ({ raw }) {
      yield* raw.header.move("wake", localWord.INITIAL, localWord.SCHEDULED);
    });
    expect(finding).toMatchObject({ kind: "invariant", invariant: "I16" });
    expect(finding?.message).toContain("wake takes SCHEDULED|HANDLE to SCHEDULED, which it may not");
  });

  it("is broken by a transition from another word than the task's", () => {
    const finding = watch(({ raw }) => raw.header.move("wake", localWord.HANDLE, localWord.INITIAL));
    expect(finding?.message).toContain("but the word was SCHEDULED|HANDLE");
  });
});

describe("the monitors of local tasks", () => {
  it("hold while a task is cancelled, joined and detached", () => {
    const finding = watch(function* (handle) {
      const waker = noopWaker();
      yield* handle.poll(new Context(waker));
      yield* handle.cancel();
      yield* waker.drop();
    });
    expect(finding).toBeNull();
  });
});
