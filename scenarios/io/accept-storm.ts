/** Many connect at once. One edge may stand for all of them: who accepts one must look for the next. */
import { scenario } from "../../properties/index.ts";
import { async_, type JoinHandle, spawn, TcpListener, TcpStream, wait } from "../../runtime/index.ts";
import { assert, type Op } from "../../sim/index.ts";
import { must, runOnWorker } from "./support/machine.ts";
import { LOCAL } from "./support/pair.ts";

function* connects(): Op<void> {
  const stream = yield* must(TcpStream.connect(LOCAL), "connect");
  yield* stream.drop();
}

function* storm(clients: number, backlog: number): Op<void> {
  const listener = yield* must(TcpListener.bind(LOCAL, { backlog }), "bind");
  const tasks: JoinHandle<void>[] = [];
  for (let i = 0; i < clients; i++) tasks.push(yield* spawn(async_(connects), `client ${i}`));
  const ports = new Set<number>();
  for (let i = 0; i < clients; i++) {
    const { stream, peer } = yield* must(listener.accept(), "accept");
    ports.add(peer.port);
    yield* stream.drop();
  }
  assert(ports.size === clients, "a connection was accepted twice");
  for (const task of tasks) yield* wait(task);
  yield* listener.drop();
}

export const acceptStorm = scenario({
  name: "io/accept-storm",
  about: "Clients connect at once to a listener, whose backlog may hold them all or only one.",
  source: "tokio/tests/tcp_accept.rs: accept_many",
  options: { clients: { from: 2, to: 4 }, backlog: { oneOf: [1024, 1] } },
  *model({ clients, backlog }) {
    yield* runOnWorker(() => storm(clients, backlog));
  },
});
