/** A signal interrupts the poll of the driver: nothing has happened, and it polls again. */
import { scenario } from "../../properties/index.ts";
import { encodeUtf8, read, writeAll } from "../../runtime/index.ts";
import { must, runHere } from "./support/machine.ts";
import { withPair } from "./support/pair.ts";

export const faultInterrupted = scenario({
  name: "io/fault-interrupted",
  about: "A connection is used while the poll of its driver is interrupted.",
  source: "epoll_wait(2): EINTR; tokio runtime/io/driver.rs: turn",
  faults: { interrupted: { chance: 0.5, most: 3 } },
  *model() {
    yield* runHere("rt", () =>
      withPair(function* ({ client, server }) {
        yield* must(writeAll(client, encodeUtf8("x")), "write");
        yield* must(read(server, new Uint8Array(2)), "read");
      }),
    );
  },
});
