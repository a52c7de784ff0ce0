/** A client and a server, on machines of their own. */
import { TcpListener, TcpStream } from "../../../runtime/index.ts";
import type { Op } from "../../../sim/index.ts";
import { evenNetwork, must, runOn } from "./machine.ts";
import { acceptOne, type End, use } from "./pair.ts";

export const SERVICE = { host: "server", port: 80 };

/** Runs both to their ends, each on a runtime of its own with I/O and time. */
export function* runBoth(client: () => Op<void>, server: () => Op<void>): Op<void> {
  const network = evenNetwork();
  const serving = yield* runOn(network.host("server"), server, { enableAll: true });
  const asking = yield* runOn(network.host("client"), client, { enableAll: true });
  yield* asking.join();
  yield* serving.join();
}

/** As `runBoth`, for the two ends of a connection. */
export function runConnected(client: End, server: End): Op<void> {
  return runBoth(
    function* () {
      yield* use(yield* must(TcpStream.connect(SERVICE), "connect"), client);
    },
    function* () {
      yield* acceptOne(yield* must(TcpListener.bind(SERVICE), "bind"), server);
    },
  );
}
