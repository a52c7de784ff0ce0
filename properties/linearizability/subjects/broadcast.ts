/** The broadcast channel: every thread has a receiver, the last one the sender as well. */
import fc from "fast-check";
import { type BroadcastReceiver, type BroadcastSender, broadcast } from "../../../runtime/index.ts";
import type { Op } from "../../../sim/index.ts";
import { type BroadcastState, broadcastSpecification } from "../specifications/broadcast.ts";
import {
  type Actor,
  type Attempt,
  actorOf,
  andThen,
  done,
  later,
  made,
  now,
  resultOf,
  type Subject,
} from "../subject.ts";

const OPS = ["send", "send", "send", "send", "dropTx", "recv", "recv", "recv", "tryRecv", "len", "dropRx"];

export const broadcastSubject: Subject<number, BroadcastState> = {
  name: "broadcast",
  parameters: fc.integer({ min: 1, max: 2 }),
  calls: fc.record({ op: fc.constantFrom(...OPS), n: fc.integer({ min: 1, max: 3 }) }),
  specification: broadcastSpecification,
  /** Has room for one value more than there is. */
  mistaken: (capacity, threads) => broadcastSpecification(capacity + 1, threads),
  *setUp(capacity, threads) {
    const [tx, rx] = yield* broadcast<number>(capacity);
    const receivers = [rx];
    while (receivers.length < threads) receivers.push(yield* tx.subscribe());
    const actors = receivers.map((each, i) => new Ends(i === threads - 1 ? tx : null, each).actor());
    return { object: tx, actors, *tearDown() {} };
  },
};

class Ends {
  private tx: BroadcastSender<number> | null;
  private rx: BroadcastReceiver<number> | null;

  constructor(tx: BroadcastSender<number> | null, rx: BroadcastReceiver<number>) {
    this.tx = tx;
    this.rx = rx;
  }

  actor(): Actor {
    const sends = (attempt: (tx: BroadcastSender<number>, n: number) => Attempt) => (n: number) =>
      this.tx === null ? null : attempt(this.tx, n);
    const receives = (attempt: (rx: BroadcastReceiver<number>) => Attempt) => () =>
      this.rx === null ? null : attempt(this.rx);
    const operations = {
      send: sends((tx, n) =>
        now([n], function* () {
          const sent = yield* tx.send(n);
          return sent.ok ? `to ${sent.value}` : "refused";
        }),
      ),
      dropTx: sends((tx) => {
        this.tx = null;
        return now([], () => done(tx.drop()));
      }),
      recv: receives((rx) => later([], () => made(rx.recv()), resultOf)),
      tryRecv: receives((rx) => now([], () => andThen(rx.tryRecv(), resultOf))),
      len: receives((rx) => now([], () => rx.len())),
      dropRx: receives((rx) => {
        this.rx = null;
        return now([], () => done(rx.drop()));
      }),
    };
    return actorOf(operations, () => this.drop());
  }

  private *drop(): Op<void> {
    if (this.tx !== null) yield* this.tx.drop();
    if (this.rx !== null) yield* this.rx.drop();
  }
}
