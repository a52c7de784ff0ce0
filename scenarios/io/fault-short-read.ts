/** A message arrives in two parts, the second one later: who wants all of it must read again, and not too soon. */
import { scenario } from "../../properties/index.ts";
import { encodeUtf8, readExact, type TcpStream, writeAll } from "../../runtime/index.ts";
import { assert, type Op } from "../../sim/index.ts";
import { must } from "./support/machine.ts";
import { runPair } from "./support/pair.ts";

const MESSAGE = encodeUtf8("whole");

function* sends(stream: TcpStream): Op<void> {
  yield* must(writeAll(stream, MESSAGE), "write");
}

function* receives(stream: TcpStream): Op<void> {
  const message = new Uint8Array(MESSAGE.length);
  yield* must(readExact(stream, message), "read");
  assert(`${message}` === `${MESSAGE}`, "a message was read that nobody wrote");
}

export const faultShortRead = scenario({
  name: "io/fault-short-read",
  about: "A reader that wants a whole message, whose parts arrive one after the other.",
  source: "read(2): fewer bytes than asked for; tokio io/util/read_exact.rs",
  faults: { shortRead: { chance: 0.5 } },
  model: () => runPair(sends, receives),
});
