/**
 * `TimerShared`, after tokio's `time/entry.rs`: the part of a timer that the driver has, too. It lies in the
 * timer, pinned; the driver's lists hold bare pointers to it. So it must be out of them before it is
 * freed, and an access after that is a `use-after-free`.
 */
import { finding, type Op, observing, panic, raise } from "../../sim/index.ts";
import { tell } from "../events.ts";
import type { Waker } from "../future/waker.ts";
import { Links } from "../util/linked-list.ts";
import { StateCell, type TimerResult } from "./entry-state.ts";
import { MAX_TICK, roundedTick, type Tick } from "./tick.ts";

export class TimerShared {
  /** For traces. */
  readonly label: string;
  /** Of the list that it is in; whoever has the driver's lock has them. */
  readonly links = new Links<TimerShared>();
  readonly state: StateCell;
  /** Its driver's handle, for monitors. */
  readonly driver: object;
  /** The tick under which it lies in the wheel, MAX_TICK in the pending list. With the lock only. */
  private registeredTick: Tick = 0;
  private freed = false;

  constructor(label: string, driver: object) {
    this.label = label;
    this.driver = driver;
    this.state = new StateCell(label);
  }

  get registeredWhen(): Tick {
    this.use("registered_when");
    return this.registeredTick;
  }

  /** With the lock, in no list: from now on it is registered under the tick at which it is due. */
  *syncWhen(): Op<Tick> {
    const when = (yield* this.state.when()) ?? panic("Timer already fired");
    this.registeredTick = when;
    return when;
  }

  /** With the lock, in no list. */
  *setExpiration(when: Tick): Op<void> {
    yield* this.state.setExpiration(when);
    this.registeredTick = when;
  }

  /** With the lock, just out of its slot: about to fire, or null; else when it is due, where it must go back. */
  *markPending(notAfter: Tick): Op<Tick | null> {
    this.use("mark_pending");
    const later = yield* this.state.markPending(notAfter);
    this.registeredTick = later ?? MAX_TICK;
    return later;
  }

  /** With the lock, in no list: it has fired. Gives out whom to wake. */
  fire(result: TimerResult, now: Tick): Op<Waker | null> {
    this.use("fire");
    return this.state.fire(result, () => this.tell("timer.fire", now));
  }

  /** As `fire`, for a timer that is being given up. */
  deregister(): Op<Waker | null> {
    return this.state.fire("ok", () => this.tell("timer.cancel"));
  }

  /** The timer is freed. */
  *drop(): Op<void> {
    this.use("drop");
    this.freed = true;
    yield* this.state.drop();
  }

  /** With the lock: an entry that is told of must be told of together with what is done to it. */
  tell(type: "timer.register" | "timer.fire" | "timer.cancel", now?: Tick): void {
    if (!observing()) return;
    const when = roundedTick(this.registeredTick);
    tell({ type, entry: this, driver: this.driver, when, ...(now !== undefined && { now: roundedTick(now) }) });
  }

  private use(what: string): void {
    if (!this.freed) return;
    raise(
      finding("use-after-free", `the driver uses ${this.label} (${what}), which was dropped while in its lists.`, {
        involved: [this.label, what],
      }),
    );
  }
}
