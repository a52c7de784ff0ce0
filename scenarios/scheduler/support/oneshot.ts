/** The least of a oneshot channel that a wake needs: the receiver is ready once the sender is dropped. */
import type { Context, Future, Poll } from "../../../runtime/index.ts";
import { Arc, type Op } from "../../../sim/index.ts";
import { Gate } from "../../task/support/gate.ts";

/** Sends by being dropped: whoever holds it cannot forget to. */
export class Sender {
  private readonly gate: Arc<Gate>;

  constructor(gate: Arc<Gate>) {
    this.gate = gate;
  }

  *drop(): Op<void> {
    yield* (yield* this.gate.get()).open();
    yield* this.gate.drop();
  }
}

export class Receiver implements Future<void> {
  private readonly gate: Arc<Gate>;

  constructor(gate: Arc<Gate>) {
    this.gate = gate;
  }

  *poll(cx: Context): Op<Poll<void>> {
    return yield* (yield* this.gate.get()).pass(cx);
  }

  drop(): Op<void> {
    return this.gate.drop();
  }
}

export function* oneshot(name: string): Op<{ readonly tx: Sender; readonly rx: Receiver }> {
  const gate = new Arc(new Gate(), name);
  const tx = new Sender(yield* gate.clone());
  return { tx, rx: new Receiver(gate) };
}
