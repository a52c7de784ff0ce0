/** The system takes a part of what is written, although it has room for more: the rest must be written again. */
import { scenario } from "../../properties/index.ts";
import { ByteVec, encodeUtf8, readToEnd, shutdown, writeAll } from "../../runtime/index.ts";
import { assert } from "../../sim/index.ts";
import { must, runHere } from "./support/machine.ts";
import { withPair } from "./support/pair.ts";

const MESSAGE = encodeUtf8("whole");

export const faultShortWrite = scenario({
  name: "io/fault-short-write",
  about: "A writer that wants a whole message on its way, of which the system takes parts.",
  source: "write(2): fewer bytes than given; tokio io/util/write_all.rs",
  faults: { shortWrite: { chance: 0.5 } },
  *model() {
    yield* runHere("rt", () =>
      withPair(function* ({ client, server }) {
        yield* must(writeAll(client, MESSAGE), "write");
        yield* must(shutdown(client), "shutdown");
        const received = new ByteVec();
        yield* must(readToEnd(server, received), "read");
        assert(`${received.slice}` === `${MESSAGE}`, "what was written is not what was sent");
      }),
    );
  },
});
