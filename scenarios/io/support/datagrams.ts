/** A service that is asked and answers by datagrams. */
import { sleep, timeout, UdpSocket, wait } from "../../../runtime/index.ts";
import type { Op, SocketAddr } from "../../../sim/index.ts";
import { good, must } from "./machine.ts";

/** Nobody who still wants something is silent for that long. */
const IDLE_NS = 10_000_000_000;

export const SERVER: SocketAddr = { host: "server", port: 53 };

/** What is sent here holds one number, or two. */
const LONGEST = 2;

export interface Heard {
  readonly bytes: Uint8Array;
  readonly from: SocketAddr;
}

/** The next datagram. */
export function* hear(socket: UdpSocket): Op<Heard> {
  const into = new Uint8Array(LONGEST);
  const { length, from } = yield* must(socket.recvFrom(into), "receive");
  return { bytes: into.subarray(0, length), from };
}

/** Sends one datagram of `numbers`. */
export function* say(socket: UdpSocket, to: SocketAddr, ...numbers: number[]): Op<void> {
  yield* must(socket.sendTo(Uint8Array.from(numbers), to), "send");
}

/** A socket for `body`, on the running machine; any port unless one is given. */
export function* withSocket(port: number, body: (socket: UdpSocket) => Op<void>): Op<void> {
  const socket = yield* must(UdpSocket.bind({ host: "0.0.0.0", port }), "bind");
  try {
    yield* body(socket);
  } finally {
    yield* socket.drop();
  }
}

/** Answers each datagram with what `answer` makes of it, if anything, until nobody asks any more. */
export function serve(answer: (bytes: Uint8Array) => Uint8Array | null, delayNs = 0): Op<void> {
  return withSocket(SERVER.port, function* (socket) {
    const into = new Uint8Array(LONGEST);
    for (;;) {
      const heard = yield* wait(timeout(socket.recvFrom(into), IDLE_NS));
      if (!heard.ok) return;
      const { length, from } = good(heard.value, "receive");
      const bytes = answer(into.subarray(0, length));
      if (bytes === null) continue;
      if (delayNs > 0) yield* wait(sleep(delayNs));
      yield* must(socket.sendTo(bytes, from), "send");
    }
  });
}
