import { describe, expect, it } from "vitest";
import { Context, Notify, noopWaker, type RuntimeEvent } from "../../runtime/index.ts";
import { type Op, spawn } from "../../sim/index.ts";
import { firstFinding } from "../testing/first-finding.ts";
import { claim } from "../testing/one-task.ts";
import { NOTIFICATIONS } from "./alarms.ts";
import { NotificationConservation } from "./notification-conservation.ts";
import { WhenTold } from "./when-told.ts";

type NotifyType = Extract<RuntimeEvent, { readonly notify: object }>["type"];

const watch = (model: (notify: Notify) => Op<void>) =>
  firstFinding(
    () => [new WhenTold(NOTIFICATIONS, [new NotificationConservation()])],
    () => model(new Notify("bell")),
    20,
  );

const tells = (notify: object, type: NotifyType) => claim({ type, notify });

function* pollsOnce(notify: Notify): Op<void> {
  const notified = yield* notify.notified();
  const waker = noopWaker();
  yield* notified.poll(new Context(waker));
  yield* notified.drop();
  yield* waker.drop();
}

describe("I7, notifications", () => {
  it("holds where a notification is kept, taken, or passed on by a waiter that gives up", () => {
    const finding = watch(function* (notify) {
      const other = yield* spawn(() => pollsOnce(notify), "other");
      yield* notify.notifyOne();
      yield* pollsOnce(notify);
      yield* notify.notifyOne();
      yield* notify.notifyWaiters();
      yield* other.join();
    });
    expect(finding).toBeNull();
  });

  it("is broken by a notification that two take", () => {
    const finding = watch(function* (notify) {
      yield* notify.notifyOne();
      yield* pollsOnce(notify);
      tells(notify, "notify.taken");
    });
    expect(finding).toMatchObject({ kind: "invariant", invariant: "I7" });
    expect(finding?.message).toBe(
      '"main" takes a notification of bell that nobody gave: 1 given, 2 taken, 0 returned.',
    );
  });

  it("is broken by one that is returned and was not given", () => {
    const finding = watch(function* (notify) {
      yield* pollsOnce(notify);
      tells(notify, "notify.returned");
    });
    expect(finding?.message).toContain('"main" returns a notification of bell that nobody gave');
  });

  it("is broken by one that a waiter takes along when it gives up", () => {
    const finding = watch(function* (notify) {
      yield* pollsOnce(notify);
      tells(notify, "notify.given");
    });
    expect(finding?.message).toBe(
      "when all is over notifications of bell are lost: 1 given, 0 taken, 0 returned, and it stores 0.",
    );
  });

  it("counts also where it cannot read the word", () => {
    const finding = watch(function* (notify) {
      yield* pollsOnce(notify);
      tells({}, "notify.taken");
    });
    expect(finding?.message).toContain("takes a notification of a Notify that nobody gave");
  });
});
