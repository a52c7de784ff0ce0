/** The bounded mpsc channel: every thread has a sender, the first one the receiver as well. */
import fc from "fast-check";
import { mpsc, type Result } from "../../../runtime/index.ts";
import type { Op } from "../../../sim/index.ts";
import { mistaken } from "../mistaken.ts";
import { type MpscState, mpscSpecification } from "../specifications/mpsc.ts";
import {
  type Actor,
  type Attempt,
  actorOf,
  andThen,
  asItIs,
  done,
  later,
  made,
  now,
  resultOf,
  type Subject,
} from "../subject.ts";

const SENDING = ["send", "send", "send", "trySend", "reserve", "useReserved", "dropReserved", "dropTx", "closed"];
const RECEIVING = ["recv", "recv", "recv", "tryRecv", "len", "close"];

export const mpscSubject: Subject<number, MpscState> = {
  name: "mpsc",
  parameters: fc.integer({ min: 1, max: 2 }),
  calls: fc.record({ op: fc.constantFrom(...SENDING, ...RECEIVING), n: fc.integer({ min: 1, max: 3 }) }),
  specification: mpscSpecification,
  /** The last message goes first. */
  mistaken: (capacity, senders) =>
    mistaken(mpscSpecification(capacity, senders), "send", ({ state, result }) => ({
      state: { ...state, queue: [...state.queue.slice(-1), ...state.queue.slice(0, -1)] },
      result,
    })),
  *setUp(capacity, threads) {
    const [tx, rx] = yield* mpsc.channel<number>(capacity, { blockSlots: 2 });
    const senders = [tx];
    while (senders.length < threads) senders.push(yield* tx.clone());
    const actors = senders.map((sender, i) => new Ends(sender, i === 0 ? rx : null).actor());
    return { object: tx, actors, *tearDown() {} };
  },
};

class Ends {
  private tx: mpsc.Sender<number> | null;
  private permit: mpsc.Permit<number> | null = null;
  private readonly rx: mpsc.Receiver<number> | null;

  constructor(tx: mpsc.Sender<number>, rx: mpsc.Receiver<number> | null) {
    this.tx = tx;
    this.rx = rx;
  }

  actor(): Actor {
    const { rx } = this;
    return actorOf({ ...this.sending(), ...(rx === null ? {} : receiving(rx)) }, () => this.drop());
  }

  private sending() {
    const has = (attempt: (tx: mpsc.Sender<number>, n: number) => Attempt) => (n: number) =>
      this.tx === null ? null : attempt(this.tx, n);
    const free = (attempt: (tx: mpsc.Sender<number>) => Attempt) => () =>
      this.tx === null || this.permit !== null ? null : attempt(this.tx);
    return {
      send: has((tx, n) => later([n], () => made(tx.send(n)), sent)),
      trySend: has((tx, n) => now([n], () => trySent(tx, n))),
      closed: has((tx) => later([], () => made(tx.closed()))),
      reserve: free((tx) =>
        later(
          [],
          () => made(tx.reserve()),
          (reserved) => this.keep(reserved),
        ),
      ),
      useReserved: (n: number) => {
        const permit = this.takePermit();
        return permit === null ? null : now([n], () => done(permit.send(n)));
      },
      dropReserved: () => {
        const permit = this.takePermit();
        return permit === null ? null : now([], () => done(permit.drop()));
      },
      dropTx: free((tx) => {
        this.tx = null;
        return now([], () => done(tx.drop()));
      }),
    };
  }

  private *keep(reserved: Result<mpsc.Permit<number>, "closed">): Op<string> {
    if (reserved.ok) this.permit = reserved.value;
    return reserved.ok ? "ok" : reserved.error;
  }

  private takePermit(): mpsc.Permit<number> | null {
    const { permit } = this;
    this.permit = null;
    return permit;
  }

  private *drop(): Op<void> {
    const permit = this.takePermit();
    if (permit !== null) yield* permit.drop();
    if (this.tx !== null) yield* this.tx.drop();
    if (this.rx !== null) yield* this.rx.drop();
  }
}

function receiving(rx: mpsc.Receiver<number>) {
  return {
    recv: () => later([], () => made(rx.recv()), asItIs),
    tryRecv: () => now([], () => andThen(rx.tryRecv(), resultOf)),
    len: () => now([], () => rx.len()),
    close: () => now([], () => done(rx.close())),
  };
}

function* sent(result: Result<void, { readonly kind: string }>): Op<string> {
  return result.ok ? "ok" : result.error.kind;
}

function* trySent(tx: mpsc.Sender<number>, n: number): Op<string> {
  const result = yield* sent(yield* tx.trySend(n));
  return result === "full" ? "no-permits" : result;
}
