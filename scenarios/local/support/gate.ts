/** Something to wait for that any thread may open: the waker of whoever waits is kept under a lock. */
import { type Context, type Future, PENDING, type Poll, READY, type Waker } from "../../../runtime/index.ts";
import { dropInPlace, Mutex, type Op } from "../../../sim/index.ts";
import { Resource } from "../../task/support/resource.ts";

export type Wake = "by value" | "by reference";

interface GateState {
  open: boolean;
  waker: Waker | null;
}

export class Gate {
  private readonly state: Mutex<GateState>;

  constructor(name: string) {
    this.state = new Mutex<GateState>({ open: false, waker: null }, name);
  }

  /** A future that is ready once the gate is open. */
  pass(): PassesGate {
    return new PassesGate(this);
  }

  /** Whether it is open; if not, `waker` is kept in place of the one before. */
  *look(waker: Waker): Op<boolean> {
    const clone = yield* waker.clone();
    const guard = yield* this.state.lock();
    const { open, waker: before } = guard.value;
    if (!open) guard.value.waker = clone;
    yield* guard.drop();
    yield* dropInPlace(open ? clone : before);
    return open;
  }

  *open(wake: Wake = "by value"): Op<void> {
    const guard = yield* this.state.lock();
    guard.value.open = true;
    yield* guard.drop();
    const waker = yield* this.take();
    if (waker === null) return;
    if (wake === "by value") {
      yield* waker.wake();
    } else {
      yield* waker.wakeByRef();
      yield* waker.drop();
    }
  }

  /** The waker that was left here, which is the caller's now. */
  *take(): Op<Waker | null> {
    const guard = yield* this.state.lock();
    const { waker } = guard.value;
    guard.value.waker = null;
    yield* guard.drop();
    return waker;
  }
}

/** Holds something until it is dropped: never, twice, or on a foreign thread, is a finding. */
export class PassesGate implements Future<void> {
  readonly held = new Resource("held");
  polls = 0;
  private readonly gate: Gate;

  constructor(gate: Gate) {
    this.gate = gate;
  }

  *poll(cx: Context): Op<Poll<void>> {
    this.polls++;
    return (yield* this.gate.look(cx.waker)) ? READY : PENDING;
  }

  drop(): Op<void> {
    return this.held.drop();
  }
}
