/** Two ends of one connection, in one async function: on one machine it is there before it is accepted. */
import { TcpListener, TcpStream } from "../../../runtime/index.ts";
import type { Op } from "../../../sim/index.ts";
import { must } from "./machine.ts";

interface Pair {
  /** Who connected. */
  readonly client: TcpStream;
  /** Who was accepted. */
  readonly server: TcpStream;
}

export const LOCAL = { host: "localhost", port: 80 };

function* connectedPair(): Op<Pair> {
  const listener = yield* must(TcpListener.bind(LOCAL), "bind");
  try {
    const client = yield* must(TcpStream.connect(LOCAL), "connect");
    const { stream: server } = yield* must(listener.accept(), "accept");
    return { client, server };
  } finally {
    yield* listener.drop();
  }
}

/** Runs `body` with two ends of one connection, and drops them. */
export function* withPair<T>(body: (pair: Pair) => Op<T>): Op<T> {
  const pair = yield* connectedPair();
  try {
    return yield* body(pair);
  } finally {
    yield* pair.client.drop();
    yield* pair.server.drop();
  }
}
