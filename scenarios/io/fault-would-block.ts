/** The poller said that there is something to read or to accept, or room to write, and the call would block all the same. */
import { scenario } from "../../properties/index.ts";
import { encodeUtf8, read, type TcpStream, writeAll } from "../../runtime/index.ts";
import { assert, type Op } from "../../sim/index.ts";
import { must } from "./support/machine.ts";
import { runPair } from "./support/pair.ts";

const MESSAGE = encodeUtf8("whole");

function* sends(stream: TcpStream): Op<void> {
  yield* must(writeAll(stream, MESSAGE), "write");
}

function* receives(stream: TcpStream): Op<void> {
  const count = yield* must(read(stream, new Uint8Array(2 * MESSAGE.length)), "read");
  assert(count === MESSAGE.length, "a message was read in part, and it came in one");
}

export const faultWouldBlock = scenario({
  name: "io/fault-would-block",
  about:
    "Accepting, writing and reading, each of which may have to wait although the poller has said that it need not.",
  source: "epoll(7): even when a descriptor is ready, be prepared for EAGAIN; tokio io/poll_evented.rs",
  faults: { wouldBlock: { chance: 0.5, most: 4 } },
  model: () => runPair(sends, receives),
});
