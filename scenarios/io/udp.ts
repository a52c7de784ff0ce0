/** Two sockets send datagrams to each other: each is whole or not there, and what does not fit the reader is lost. */
import { scenario } from "../../properties/index.ts";
import { async_, encodeUtf8, spawn, UdpSocket, wait } from "../../runtime/index.ts";
import { assert, type Op } from "../../sim/index.ts";
import { good, must, runOnWorker } from "./support/machine.ts";

const SERVER = { host: "localhost", port: 53 };
const ANY_PORT = { host: "localhost", port: 0 };

/** Sends back what it gets, as far as it has room. */
function* answers(socket: UdpSocket, times: number): Op<void> {
  const room = new Uint8Array(4);
  for (let i = 0; i < times; i++) {
    const { length, from } = yield* must(socket.recvFrom(room), "receive");
    yield* must(socket.sendTo(room.subarray(0, length), from), "answer");
  }
  yield* socket.drop();
}

function* asks(): Op<void> {
  const server = yield* must(UdpSocket.bind(SERVER), "bind");
  const answering = yield* spawn(
    async_(() => answers(server, 2), { captures: [server] }),
    "server",
  );
  const socket = yield* must(UdpSocket.bind(ANY_PORT), "bind");
  good(yield* socket.connect(SERVER), "connect");
  yield* must(socket.send(encodeUtf8("two")), "send");
  yield* must(socket.send(encodeUtf8("datagrams")), "send");
  const answer = new Uint8Array(16);
  const lengths = [yield* must(socket.recv(answer), "receive"), yield* must(socket.recv(answer), "receive")];
  assert(`${lengths}` === "3,4", "datagrams are not what was sent");
  yield* socket.drop();
  yield* wait(answering);
}

export const udp = scenario({
  name: "io/udp",
  about: "A client sends two datagrams at once; a server with little room answers each.",
  source: "tokio/tests/udp.rs: send_recv, send_to_recv_from",
  *model() {
    yield* runOnWorker(asks);
  },
});
