/**
 * I9, timer soundness: a timer fires once, not before it is due nor after it was cancelled; whoever looks at
 * the clock fires all that is due; a driver sleeps no longer than until a timer is due, by a tick, and for
 * good only where there is none.
 */
import { type DriverHandle, type RuntimeEvent, TimeHandle } from "../../runtime/index.ts";
import { type Execution, finding, type Listener } from "../../sim/index.ts";

type TimerEvent = Extract<RuntimeEvent, { readonly when: number }>;

/** The lists in which an entry may lie. */
const WHERE = { wheel: "in the wheel", pending: "with those about to fire" } as const;

interface Timer {
  readonly driver: object;
  place: keyof typeof WHERE;
  /** The tick at which it is due. */
  when: number;
  /** The driver's tick when it was registered; null where that cannot be known. */
  readonly since: number | null;
  /** How it left its list, null while it is in one. */
  ended: "fired" | "cancelled" | null;
}

export class TimerSoundness implements Listener {
  private execution: Execution | null = null;
  private readonly timers = new Map<object, Timer>();
  /** Those that lie in a list. */
  private readonly live = new Set<Timer>();
  /** By driver, the tick at which it last looked at the clock and had something due. */
  private readonly looked = new Map<object, number>();
  /** By driver, the tick at which it was last parked on. */
  private readonly parked = new Map<object, number>();

  onBegin(execution: Execution): void {
    this.execution = execution;
    this.timers.clear();
    this.live.clear();
    this.looked.clear();
    this.parked.clear();
  }

  onEvent(event: RuntimeEvent): void {
    switch (event.type) {
      case "timer.register":
        this.register(event);
        return;
      case "timer.extend":
        this.extend(event);
        return;
      case "timer.pending":
        this.pending(event);
        return;
      case "timer.fire":
        this.fire(event);
        return;
      case "timer.cancel":
        this.cancel(event);
        return;
      case "driver.park":
        this.park(event.driver);
    }
  }

  onStuck(): void {
    const [timer] = this.live;
    if (timer === undefined) return;
    this.fail(`A timer due at tick ${timer.when} lies ${WHERE[timer.place]}, and all wait for ever.`, "never fired");
  }

  onEnd(): void {
    const [timer] = this.live;
    if (timer === undefined) return;
    this.fail(`A timer due at tick ${timer.when} was left ${WHERE[timer.place]}.`, "left behind");
  }

  private register({ entry, driver, when }: TimerEvent): void {
    const before = this.timers.get(entry);
    if (before !== undefined) this.live.delete(before);
    const timer: Timer = { driver, place: "wheel", when, since: tickNow(driver), ended: null };
    this.timers.set(entry, timer);
    this.live.add(timer);
  }

  private extend({ entry, when }: TimerEvent): void {
    const timer = this.timers.get(entry);
    if (timer === undefined || timer.ended !== null || timer.place !== "wheel") {
      this.fail(`"${this.who()}" put a timer off to tick ${when} that is not in the wheel.`, "extended");
      return;
    }
    if (when < timer.when) {
      this.fail(
        `"${this.who()}" left a timer where it lies in the wheel, due at tick ${timer.when}, though it is due at ${when} now.`,
        "extended",
      );
    }
    timer.when = when;
  }

  private pending(event: TimerEvent): void {
    const timer = this.expires(event, "took a timer out of the wheel");
    if (timer === null) return;
    if (timer.place === "pending") this.fail(`"${this.who()}" has a timer come due twice.`, "in two lists");
    timer.place = "pending";
  }

  private fire(event: TimerEvent): void {
    const timer = this.expires(event, "fired a timer");
    if (timer === null) return;
    if (event.now !== undefined) this.notLate(timer, event.now);
    this.end(timer, "fired");
  }

  /** Of a timer that is about to fire, or has: it must be in a list, and due. */
  private expires(event: TimerEvent, what: string): Timer | null {
    const timer = this.timers.get(event.entry);
    if (timer === undefined || timer.ended !== null) {
      const why = timer === undefined ? "was never registered" : `was ${timer.ended} before`;
      this.fail(`"${this.who()}" ${what} that ${why}.`, timer?.ended ?? "unknown");
      return null;
    }
    // What comes due in the wheel does so at the tick of its slot.
    const now = event.now ?? (event.type === "timer.pending" ? event.when : undefined);
    if (now === undefined) return timer;
    if (now < timer.when) {
      this.fail(`"${this.who()}" ${what} at tick ${now}, and it is due at ${timer.when}.`, "early");
    }
    this.looksAt(event.driver, now);
    return timer;
  }

  /**
   * A driver that sleeps wakes when the timer is due, or when that is registered. Where time passes by itself,
   * stands still or passes with the thread suspended, nobody can say how late it may be.
   */
  private notLate({ driver, when, since }: Timer, now: number): void {
    const { bounds, thread } = this.execution as Execution; // it has begun
    const isFair = bounds.clock === "idle" && thread.host === null;
    if (since === null || !isFair || !Number.isSafeInteger(now) || (driver as TimeHandle).clock.isPaused) return;
    const couldRun = Math.max(when, since, this.parked.get(driver) ?? 0);
    if (now <= couldRun + 1) return;
    this.fail(`"${this.who()}" fired a timer at tick ${now}, and it could have at ${couldRun}.`, "late");
  }

  private park(handle: DriverHandle): void {
    const driver = handle.tryTime();
    if (driver !== null) this.parked.set(driver, tickNow(driver) ?? 0);
  }

  /** A driver that looks at the clock at `now` has been at all that was due when it looked before. */
  private looksAt(driver: object, now: number): void {
    const before = this.looked.get(driver);
    if (before === now) return;
    this.looked.set(driver, now);
    if (before === undefined || now < before) return;
    for (const timer of this.live) {
      if (timer.driver !== driver || timer.place !== "wheel" || timer.when >= before) continue;
      this.fail(
        `At tick ${now} a timer due at ${timer.when} lies in the wheel, which was looked at at ${before}.`,
        "late",
      );
    }
  }

  private cancel({ entry }: TimerEvent): void {
    const timer = this.timers.get(entry);
    if (timer !== undefined) this.end(timer, "cancelled");
  }

  private end(timer: Timer, how: "fired" | "cancelled"): void {
    timer.ended = how;
    this.live.delete(timer);
  }

  private who(): string {
    return this.execution?.thread.name ?? "";
  }

  private fail(message: string, involved: string): void {
    this.execution?.fail(finding("invariant", message, { invariant: "I9", involved: [involved] }));
  }
}

/** The tick of a driver's clock. */
function tickNow(driver: object): number | null {
  return driver instanceof TimeHandle ? Number(driver.timeSource.now(driver.clock)) : null;
}
