/** Lines that arrive in pieces, and a reader that gives up waiting now and then: what it had of a line stays. */
import { scenario } from "../../properties/index.ts";
import {
  BufReader,
  encodeUtf8,
  type Lines,
  select,
  type TcpStream,
  wait,
  writeAll,
  yieldNow,
} from "../../runtime/index.ts";
import { assert, type IoResult, type Op } from "../../sim/index.ts";
import { good, must } from "./support/machine.ts";
import { runPair } from "./support/pair.ts";

const PIECES = ["fi", "rst\r\nse", "cond\nlast"].map(encodeUtf8);
const LINES = ["first", "second", "last"];

/** How often the reader does not wait for the rest. */
const IMPATIENCE = 3;

function* sends(stream: TcpStream): Op<void> {
  for (const piece of PIECES) yield* must(writeAll(stream, piece), "write");
}

class Impatient {
  private readonly lines: Lines;
  private left = IMPATIENCE;

  constructor(lines: Lines) {
    this.lines = lines;
  }

  *next(): Op<IoResult<string | null>> {
    while (this.left-- > 0) {
      const first = yield* wait(select([this.lines.nextLine(), yieldNow()], { biased: true }));
      if (first.branch === 0) return first.value;
    }
    return yield* wait(this.lines.nextLine());
  }
}

function* receives(stream: TcpStream): Op<void> {
  // The stream is dropped by whoever lent it.
  const reader = new Impatient(new BufReader(stream, 8).lines());
  for (const expected of LINES) {
    assert(good(yield* reader.next(), "read") === expected, "a line is not what was sent");
  }
  assert(good(yield* reader.next(), "read") === null, "there are more lines than were sent");
}

export const lines = scenario({
  name: "io/lines",
  about: "Lines in pieces, and a reader whose waits are cancelled in the midst of them.",
  source: "tokio io/util/lines.rs: next_line is cancel safe",
  faults: { shortRead: { chance: 0.3, maxNs: 1_000_000 } },
  model: () => runPair(sends, receives),
});
