/** The watch channel: every thread has a receiver, the last one the sender as well. */
import fc from "fast-check";
import { type Result, type WatchReceiver, type WatchRef, type WatchSender, watch } from "../../../runtime/index.ts";
import type { Op } from "../../../sim/index.ts";
import { mistaken } from "../mistaken.ts";
import { type WatchState, watchSpecification } from "../specifications/watch.ts";
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

const SENDING = ["send", "send", "send", "sendReplace", "dropTx"];
const RECEIVING = ["changed", "changed", "borrow", "borrowAndUpdate", "hasChanged", "waitFor", "dropRx"];

export const watchSubject: Subject<null, WatchState> = {
  name: "watch",
  parameters: fc.constant(null),
  calls: fc.record({ op: fc.constantFrom(...SENDING, ...RECEIVING), n: fc.integer({ min: 1, max: 3 }) }),
  specification: (_, threads) => watchSpecification(threads),
  /** Who borrows has not seen it. */
  mistaken: (_, threads) =>
    mistaken(watchSpecification(threads), "borrowAndUpdate", ({ result }, before) => ({ state: before, result })),
  *setUp(_, threads) {
    const [tx, rx] = yield* watch(0, { shards: 2 });
    const receivers = [rx];
    while (receivers.length < threads) receivers.push(yield* rx.clone());
    const actors = receivers.map((each, i) => new Ends(i === threads - 1 ? tx : null, each).actor());
    return { object: tx, actors, *tearDown() {} };
  },
};

class Ends {
  private tx: WatchSender<number> | null;
  private rx: WatchReceiver<number> | null;

  constructor(tx: WatchSender<number> | null, rx: WatchReceiver<number>) {
    this.tx = tx;
    this.rx = rx;
  }

  actor(): Actor {
    return actorOf({ ...this.sending(), ...this.receiving() }, () => this.drop());
  }

  private sending() {
    const has = (attempt: (tx: WatchSender<number>, n: number) => Attempt) => (n: number) =>
      this.tx === null ? null : attempt(this.tx, n);
    return {
      send: has((tx, n) =>
        now([n], function* () {
          return (yield* tx.send(n)).ok ? "ok" : "refused";
        }),
      ),
      sendReplace: has((tx, n) => now([n], () => tx.sendReplace(n))),
      dropTx: has((tx) => {
        this.tx = null;
        return now([], () => done(tx.drop()));
      }),
    };
  }

  private receiving() {
    const has = (attempt: (rx: WatchReceiver<number>, n: number) => Attempt) => (n: number) =>
      this.rx === null ? null : attempt(this.rx, n);
    return {
      changed: has((rx) => later([], () => made(rx.changed()), resultOf)),
      waitFor: has((rx, n) => later([n], () => made(rx.waitFor((value) => value >= n)), found)),
      hasChanged: has((rx) => now([], () => andThen(rx.hasChanged(), resultOf))),
      borrow: has((rx) => now([], () => andThen(rx.borrow(), readOut))),
      borrowAndUpdate: has((rx) => now([], () => andThen(rx.borrowAndUpdate(), readOut))),
      dropRx: has((rx) => {
        this.rx = null;
        return now([], () => done(rx.drop()));
      }),
    };
  }

  private *drop(): Op<void> {
    if (this.tx !== null) yield* this.tx.drop();
    if (this.rx !== null) yield* this.rx.drop();
  }
}

function* readOut(ref: WatchRef<number>): Op<number> {
  const { value } = ref;
  yield* ref.drop();
  return value;
}

function* found(result: Result<WatchRef<number>, string>): Op<unknown> {
  return result.ok ? yield* readOut(result.value) : result.error;
}
