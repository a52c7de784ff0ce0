/** The second half of a line takes long, and who reads it has something else to do meanwhile: the first is not lost. */
import { scenario } from "../../properties/index.ts";
import { BufReader, encodeUtf8, type TcpStream, timeout, wait, writeAll } from "../../runtime/index.ts";
import { assert, type Op } from "../../sim/index.ts";
import { good, must } from "./support/machine.ts";
import { runConnected } from "./support/two-machines.ts";

const PATIENCE_NS = 10_000_000;
const HALVES = ["half a ", "line\n"].map(encodeUtf8);

function* sends(stream: TcpStream): Op<void> {
  for (const half of HALVES) yield* must(writeAll(stream, half), "write");
}

function* receives(stream: TcpStream): Op<void> {
  const lines = new BufReader(stream).lines();
  for (;;) {
    const next = yield* wait(timeout(lines.nextLine(), PATIENCE_NS));
    if (!next.ok) continue;
    assert(good(next.value, "read") === "half a line", "a line is not what was written");
    return;
  }
}

export const faultLatency = scenario({
  name: "io/fault-latency",
  about: "A reader of lines that looks after something else from time to time.",
  source: "tokio io/util/lines.rs: next_line is cancel safe",
  faults: { latency: { chance: 0.4, minNs: 15_000_000, maxNs: 30_000_000 } },
  model: () => runConnected(sends, receives),
});
