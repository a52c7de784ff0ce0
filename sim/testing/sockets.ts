/** For tests of sockets: one thread that acts for several hosts, and hears what a poller would tell. */
import { showBits } from "../io/epoll.ts";
import type { IoResult } from "../io/io-error.ts";
import type { Host } from "../io/net/host.ts";
import { SysTcpListener } from "../io/net/tcp-listener.ts";
import { SysTcpStream } from "../io/net/tcp-stream.ts";
import { Poller } from "../io/poller.ts";
import type { Source } from "../io/source.ts";
import type { Op } from "../op.ts";
import { sleep } from "../thread/sleep.ts";
import { currentThread } from "../thread/spawn.ts";

export const SECOND = 1_000_000_000;
const ALL_INTERESTS = 3;
const PORT = 80;

export const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

/** What a call gave: bytes as numbers, a count, "ok", or the kind of its error. */
export function* outcome(op: Op<IoResult<unknown>>): Op<unknown> {
  const result = yield* op;
  if (!result.ok) return result.error.kind;
  if (result.value instanceof Uint8Array) return [...result.value];
  return typeof result.value === "number" ? result.value : "ok";
}

/** The value of a call that must succeed. */
export function* got<T>(op: Op<IoResult<T>>): Op<T> {
  const result = yield* op;
  if (!result.ok) throw new Error(`expected no error, and there was ${result.error}`);
  return result.value;
}

/** Does `op` as a thread of `host` would. */
export function* as<T>(host: Host, op: () => Op<T>): Op<T> {
  const thread = currentThread();
  const before = thread.host;
  thread.host = host;
  const result = yield* op();
  thread.host = before;
  return result;
}

/** Registers `source`; what it gives back says, as `IN|OUT`, what a poll would tell now. */
export function* watch(source: Source): Op<() => Op<string>> {
  const poller = new Poller();
  yield* poller.register(source, 1, ALL_INTERESTS);
  return function* () {
    const events: { readonly token: number; readonly readiness: number }[] = [];
    yield* poller.poll(events, 0);
    return events.map(({ readiness }) => showBits(readiness)).join(" ");
  };
}

export interface Connected {
  readonly listener: SysTcpListener;
  readonly client: SysTcpStream;
  readonly server: SysTcpStream;
}

/** A connection from `from` to port 80 of `to`. */
export function* connected(from: Host, to: Host): Op<Connected> {
  const listener = yield* got(as(to, () => SysTcpListener.bind({ host: to.name, port: PORT })));
  const client = yield* got(as(from, () => SysTcpStream.connect({ host: to.name, port: PORT })));
  yield* sleep(SECOND);
  const { stream } = yield* got(listener.accept());
  return { listener, client, server: stream };
}
