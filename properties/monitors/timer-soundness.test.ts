import { describe, expect, it } from "vitest";
import { newDriver, type RuntimeEvent } from "../../runtime/index.ts";
import { type Finding, type Op, park, sleep } from "../../sim/index.ts";
import { firstFinding } from "../testing/first-finding.ts";
import { claim } from "../testing/one-task.ts";
import { TimerSoundness } from "./timer-soundness.ts";

const DRIVER = { label: "driver" };
const ENTRY = { label: "timer" };
const OTHER = { label: "other timer" };

type TimerEvent = Extract<RuntimeEvent, { readonly when: number }>;

const timer = (type: TimerEvent["type"], when: number, now?: number, entry: object = ENTRY): TimerEvent => ({
  type,
  entry,
  driver: DRIVER,
  when,
  ...(now === undefined ? {} : { now }),
});

const watch = (events: readonly TimerEvent[], then: () => Op<void> = nothing): Finding | null =>
  firstFinding(
    () => [new TimerSoundness()],
    function* () {
      for (const event of events) claim(event);
      yield* then();
    },
    1,
  );

function* nothing(): Op<void> {}

describe("I9, timer soundness", () => {
  it("is broken by a timer that fires before it is due", () => {
    const finding = watch([timer("timer.register", 10), timer("timer.fire", 10, 9)]);
    expect(finding).toMatchObject({ kind: "invariant", invariant: "I9" });
    expect(finding?.message).toBe('"main" fired a timer at tick 9, and it is due at 10.');
  });

  it("is broken by one that is about to fire before it is due, after it was put off", () => {
    const finding = watch([timer("timer.register", 10), timer("timer.extend", 20), timer("timer.pending", 10, 10)]);
    expect(finding?.message).toBe('"main" took a timer out of the wheel at tick 10, and it is due at 20.');
  });

  it("is broken by a timer that fires after it was cancelled", () => {
    const finding = watch([timer("timer.register", 10), timer("timer.cancel", 10), timer("timer.fire", 10, 10)]);
    expect(finding?.message).toBe('"main" fired a timer that was cancelled before.');
  });

  it("is broken by a timer that fires twice, or was never registered", () => {
    const twice = watch([timer("timer.register", 10), timer("timer.fire", 10, 10), timer("timer.fire", 10, 11)]);
    expect(twice?.message).toBe('"main" fired a timer that was fired before.');
    expect(watch([timer("timer.fire", 10, 10)])?.message).toBe('"main" fired a timer that was never registered.');
  });

  it("is broken by a timer that comes due twice", () => {
    const finding = watch([
      timer("timer.register", 10),
      timer("timer.pending", 10, 10),
      timer("timer.pending", 10, 10),
    ]);
    expect(finding?.message).toBe('"main" has a timer come due twice.');
  });

  it("is broken by a timer that stays where it lies though it is due earlier", () => {
    const finding = watch([timer("timer.register", 10), timer("timer.extend", 5)]);
    expect(finding?.message).toContain("due at tick 10, though it is due at 5 now");
  });

  it("is broken by a timer that is put off after it left the wheel", () => {
    const finding = watch([timer("timer.register", 10), timer("timer.pending", 10, 10), timer("timer.extend", 20)]);
    expect(finding?.message).toBe('"main" put a timer off to tick 20 that is not in the wheel.');
  });

  it("is broken by a timer that is passed over", () => {
    const finding = watch([
      timer("timer.register", 10, undefined, OTHER),
      timer("timer.register", 12),
      timer("timer.fire", 12, 12),
      timer("timer.register", 20),
      timer("timer.fire", 20, 20),
    ]);
    expect(finding?.message).toBe("At tick 20 a timer due at 10 lies in the wheel, which was looked at at 12.");
  });

  it("is broken by threads that all go to sleep for good with a timer in the wheel", () => {
    const finding = watch([timer("timer.register", 10)], park);
    expect(finding).toMatchObject({ kind: "invariant", invariant: "I9" });
    expect(finding?.message).toBe("A timer due at tick 10 lies in the wheel, and all wait for ever.");
  });

  /** A timer due at tick 2 that fires at tick 5; in between, at tick `parkedAt`, its driver is parked on. */
  const late = (parkedAt: number) =>
    firstFinding(
      () => [new TimerSoundness()],
      function* () {
        const { handle } = newDriver({ enableTime: true });
        const driver = handle.time();
        claim({ ...timer("timer.register", 2), driver });
        yield* sleep(parkedAt * 1_000_000);
        claim({ type: "driver.park", driver: handle });
        claim({ ...timer("timer.fire", 2, 5), driver });
      },
      1,
    );

  it("is broken by a driver that sleeps longer than until a timer is due", () => {
    expect(late(1)?.message).toBe('"main" fired a timer at tick 5, and it could have at 2.');
  });

  it("holds for a driver that was not parked on in time", () => {
    expect(late(5)).toBeNull();
    expect(late(4)).toBeNull();
  });

  it("is broken by a timer that comes due in the slot of an earlier tick", () => {
    const finding = watch([timer("timer.register", 10), timer("timer.pending", 8)]);
    expect(finding?.message).toBe('"main" took a timer out of the wheel at tick 8, and it is due at 10.');
  });

  it("is broken by a timer that is left in a list when all is over", () => {
    expect(watch([timer("timer.register", 10)])?.message).toBe("A timer due at tick 10 was left in the wheel.");
    const pending = watch([timer("timer.register", 10), timer("timer.pending", 10, 10)]);
    expect(pending?.message).toBe("A timer due at tick 10 was left with those about to fire.");
  });

  it("holds for timers that are moved, put off, cancelled and fired", () => {
    const finding = watch([
      timer("timer.register", 10),
      timer("timer.extend", 20),
      timer("timer.register", 5),
      timer("timer.pending", 5, 7),
      timer("timer.register", 30),
      timer("timer.pending", 30, 30),
      timer("timer.fire", 30, 30),
      timer("timer.register", 40),
      timer("timer.cancel", 40),
    ]);
    expect(finding).toBeNull();
  });
});
