/** Both ends of one connection on one machine: who connected is on the main thread, who was accepted on a worker. */
import { async_, spawn, TcpListener, TcpStream, wait } from "../../../runtime/index.ts";
import { assert, type Op } from "../../../sim/index.ts";
import { must, runOnWorker } from "./machine.ts";

/** What one end does. The stream is dropped afterwards. */
export type End = (stream: TcpStream) => Op<void>;

export const LOCAL = { host: "localhost", port: 80 };

/** `end` has the stream to its end, however that comes. */
export function* use(stream: TcpStream, end: End): Op<void> {
  try {
    yield* end(stream);
  } finally {
    yield* stream.drop();
  }
}

/** Accepts one connection, for `end`, and listens no more. */
export function* acceptOne(listener: TcpListener, end: End): Op<void> {
  try {
    const { stream } = yield* must(listener.accept(), "accept");
    yield* use(stream, end);
  } finally {
    yield* listener.drop();
  }
}

class Pair {
  private readonly client: End;
  private readonly server: End;

  constructor(client: End, server: End) {
    this.client = client;
    this.server = server;
  }

  *run(): Op<void> {
    const listener = yield* must(TcpListener.bind(LOCAL), "bind");
    const accepting = yield* spawn(
      async_(() => acceptOne(listener, this.server), { captures: [listener] }),
      "server",
    );
    const stream = yield* must(TcpStream.connect(LOCAL), "connect");
    yield* use(stream, this.client);
    const accepted = yield* wait(accepting);
    assert(accepted.ok, "the server was cancelled");
  }
}

/** Runs the two ends of a connection to their ends. */
export function* runPair(client: End, server: End): Op<void> {
  yield* runOnWorker(() => new Pair(client, server).run());
}
