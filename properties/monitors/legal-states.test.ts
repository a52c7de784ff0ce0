import { describe, expect, it } from "vitest";
import { AtomicWaker, REGISTERING, RecordingWaker, WAITING, WAKING } from "../../runtime/index.ts";
import { type Op, spawn } from "../../sim/index.ts";
import { firstFinding } from "../testing/first-finding.ts";
import { LegalStates } from "./legal-states.ts";

const watch = (model: (waker: AtomicWaker) => Op<void>) =>
  firstFinding(
    () => [new LegalStates()],
    () => model(new AtomicWaker("waker")),
  );

describe("I16, legal states", () => {
  it("is broken by a word that the protocol does not know", () => {
    const finding = watch(function* (waker) {
      yield* waker.state.store(4, "Relaxed");
    });
    expect(finding).toMatchObject({ kind: "invariant", invariant: "I16" });
    expect(finding?.message).toBe('the word waker.state went from WAITING to 4 by store ("main").');
  });

  it("is broken by a wake that wipes out REGISTERING", () => {
    const finding = watch(function* (waker) {
      yield* waker.state.compareExchange(WAITING, REGISTERING, "Acquire", "Acquire");
      yield* waker.state.swap(WAKING, "AcqRel");
    });
    expect(finding?.message).toBe('the word waker.state went from REGISTERING to WAKING by swap ("main").');
  });

  it("is broken by unlocking for somebody else", () => {
    const finding = watch(function* (waker) {
      yield* waker.state.fetchOr(WAKING, "AcqRel");
      const other = yield* spawn(() => waker.state.store(WAITING, "Release"), "other");
      yield* other.join();
    });
    expect(finding?.message).toBe('the word waker.state was unlocked although "main" owns it ("other").');
  });

  it("is broken by a lock that nobody will give back", () => {
    const finding = watch(function* (waker) {
      yield* waker.state.fetchOr(WAKING, "AcqRel");
    });
    expect(finding?.message).toBe('the word waker.state is WAKING at rest ("main").');
  });

  it("is broken by dropping a locked AtomicWaker", () => {
    const finding = watch(function* (waker) {
      yield* waker.state.fetchOr(WAKING, "AcqRel");
      yield* waker.drop();
    });
    expect(finding?.message).toBe('the word waker.state is WAKING at rest ("main").');
  });

  it("is broken by a call that returns with the lock held", () => {
    const finding = watch(function* (waker) {
      const task = new RecordingWaker("task", {
        reactions: {
          // Comes while this thread's own registration holds the lock, and takes it again when it is free.
          *drop() {
            yield* waker.state.compareExchange(WAITING, REGISTERING, "Acquire", "Acquire");
          },
        },
      });
      yield* waker.register(task.waker());
      yield* waker.register(task.waker());
    });
    expect(finding?.message).toBe('the word waker.state is left at REGISTERING by a call that is over ("main").');
  });

  it("holds while a waker re-enters the AtomicWaker that is cloning it", () => {
    const finding = watch(function* (waker) {
      const task = new RecordingWaker("task", { reactions: { clone: () => waker.wake() } });
      const own = task.waker();
      yield* waker.registerByRef(own);
      yield* own.drop();
      yield* waker.drop();
    });
    expect(finding).toBeNull();
  });
});
