/** A signal interrupts the poll of the driver: nothing has happened, and it polls again. */
import { scenario } from "../../properties/index.ts";
import { encodeUtf8, read, type TcpStream, writeAll } from "../../runtime/index.ts";
import type { Op } from "../../sim/index.ts";
import { must } from "./support/machine.ts";
import { runPair } from "./support/pair.ts";

function* sends(stream: TcpStream): Op<void> {
  yield* must(writeAll(stream, encodeUtf8("x")), "write");
}

function* receives(stream: TcpStream): Op<void> {
  yield* must(read(stream, new Uint8Array(2)), "read");
}

export const faultInterrupted = scenario({
  name: "io/fault-interrupted",
  about: "A connection is used while the poll of its driver is interrupted.",
  source: "epoll_wait(2): EINTR; tokio runtime/io/driver.rs: turn",
  faults: { interrupted: { chance: 0.5, most: 3 } },
  model: () => runPair(sends, receives),
});
