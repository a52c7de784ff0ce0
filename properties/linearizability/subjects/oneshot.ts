/** The oneshot channel: the first thread has the receiver, the last one the sender. */
import fc from "fast-check";
import { type OneshotReceiver, type OneshotSender, oneshot, pollFn } from "../../../runtime/index.ts";
import { mistaken } from "../mistaken.ts";
import { type OneshotState, oneshotSpecification } from "../specifications/oneshot.ts";
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

const OPS = ["send", "send", "dropTx", "isClosed", "closed", "recv", "recv", "tryRecv", "close", "dropRx"];

export const oneshotSubject: Subject<null, OneshotState> = {
  name: "oneshot",
  parameters: fc.constant(null),
  calls: fc.record({ op: fc.constantFrom(...OPS), n: fc.nat({ max: 2 }) }),
  specification: () => oneshotSpecification,
  /** A send after the close is accepted. */
  mistaken: () => mistaken(oneshotSpecification, "send", ({ state }) => ({ state, result: "ok" })),
  *setUp(_, threads) {
    const [tx, rx] = yield* oneshot<number>();
    const ends = new Ends(tx, rx);
    const actors = Array.from({ length: threads }, (_, i) => ends.actor(i === threads - 1, i === 0));
    return { object: ends, actors, *tearDown() {} };
  },
};

class Ends {
  private tx: OneshotSender<number> | null;
  private rx: OneshotReceiver<number> | null;

  constructor(tx: OneshotSender<number>, rx: OneshotReceiver<number>) {
    this.tx = tx;
    this.rx = rx;
  }

  actor(sends: boolean, receives: boolean): Actor {
    const operations = { ...(sends ? this.sending() : {}), ...(receives ? this.receiving() : {}) };
    const ends = this;
    return actorOf(operations, function* () {
      if (sends && ends.tx !== null) yield* ends.tx.drop();
      if (receives && ends.rx !== null) yield* ends.rx.drop();
    });
  }

  private sending() {
    const has = (attempt: (tx: OneshotSender<number>, n: number) => Attempt) => (n: number) =>
      this.tx === null ? null : attempt(this.tx, n);
    const ends = this;
    return {
      send: has((tx, n) =>
        now([n], function* () {
          ends.tx = null;
          return (yield* tx.send(n)).ok ? "ok" : "refused";
        }),
      ),
      dropTx: has((tx) => {
        ends.tx = null;
        return now([], () => done(tx.drop()));
      }),
      isClosed: has((tx) => now([], () => tx.isClosed())),
      closed: has((tx) => later([], () => made(tx.closed()))),
    };
  }

  private receiving() {
    const has = (attempt: (rx: OneshotReceiver<number>) => Attempt) => () =>
      this.rx === null || this.rx.isTerminated() ? null : attempt(this.rx);
    return {
      recv: has((rx) => later([], () => made(pollFn((cx) => rx.poll(cx))), resultOf)),
      tryRecv: has((rx) => now([], () => andThen(rx.tryRecv(), resultOf))),
      close: has((rx) => now([], () => done(rx.close()))),
      dropRx: has((rx) => {
        this.rx = null;
        return now([], () => done(rx.drop()));
      }),
    };
  }
}
