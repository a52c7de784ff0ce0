/** What was sent line by line is held on its way, and comes all at once: each line counts. */
import { scenario } from "../../properties/index.ts";
import { BufReader, encodeUtf8, sleep, type TcpStream, wait, writeAll } from "../../runtime/index.ts";
import { assert, type Op } from "../../sim/index.ts";
import { must } from "./support/machine.ts";
import { runConnected } from "./support/two-machines.ts";

const LINES = ["one", "two", "three"];
const PAUSE_NS = 5_000_000;

function* sends(stream: TcpStream): Op<void> {
  for (const line of LINES) {
    yield* must(writeAll(stream, encodeUtf8(`${line}\n`)), "write");
    yield* wait(sleep(PAUSE_NS));
  }
}

function* receives(stream: TcpStream): Op<void> {
  const lines = new BufReader(stream).lines();
  for (const line of [...LINES, null]) {
    assert((yield* must(lines.nextLine(), "read")) === line, "a line was overlooked");
  }
}

export const faultHold = scenario({
  name: "io/fault-hold",
  about: "A line every few milliseconds, over a connection that holds them back for a while.",
  source: "turmoil: hold and release; tokio io/util/read_until.rs",
  faults: { hold: { chance: 0.3, most: 2, minNs: 10_000_000 } },
  model: () => runConnected(sends, receives),
});
