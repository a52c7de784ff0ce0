/**
 * Messages through a bounded channel: two threads send, one receives, and there is room for eight. What is
 * counted are messages received on the wall.
 */

import { allMonitors } from "../properties/index.ts";
import { async_, blockOn, mpsc, wait } from "../runtime/index.ts";
import { createStrategy, type Op, type Program, Runner, spawn } from "../sim/index.ts";
import type { Subject } from "./measure.ts";
import { runClean } from "./run-clean.ts";

const SENDERS = 2;
const ROOM = 8;

export interface Messages extends Subject {
  /** Of one execution; the `units` are messages. */
  readonly steps: number;
}

/** One execution with so many messages of each sender, under the strategy `random`. */
export function messages(name: string, watched: boolean, ofEach = 500): Messages {
  const program: Program = {
    name: "bench/channel",
    options: {},
    bounds: { steps: 1_000_000_000 },
    monitors: () => (watched ? allMonitors() : []),
    model: () => sendAndReceive(ofEach),
  };
  const runner = new Runner(program, { strategy: createStrategy("random") });
  const batch = () => runClean(runner).steps;
  return { name, units: SENDERS * ofEach, steps: batch(), batch };
}

function* sendAndReceive(ofEach: number): Op<void> {
  const [tx, rx] = yield* mpsc.channel<number>(ROOM);
  for (let i = 1; i < SENDERS; i++) {
    const clone = yield* tx.clone();
    yield* spawn(() => sendAll(clone, ofEach), `sender ${i}`);
  }
  yield* spawn(() => sendAll(tx, ofEach), "sender 0");
  const received = yield* blockOn(async_(() => receiveAll(rx)));
  yield* rx.drop();
  if (received !== SENDERS * ofEach) throw new Error("a message of the bench was lost");
}

function* sendAll(tx: mpsc.Sender<number>, count: number): Op<void> {
  yield* blockOn(
    async_(function* () {
      for (let i = 0; i < count; i++) yield* wait(tx.send(i));
    }),
  );
  yield* tx.drop();
}

function* receiveAll(rx: mpsc.Receiver<number>): Op<number> {
  let received = 0;
  while ((yield* wait(rx.recv())) !== null) received++;
  return received;
}
