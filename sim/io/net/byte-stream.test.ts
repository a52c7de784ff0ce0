import fc from "fast-check";
import { expect, it } from "vitest";
import { Execution } from "../../engine/execution.ts";
import type { FaultPlan } from "../../fault/fault-plan.ts";
import { endFaults } from "../../fault/strike.ts";
import type { Op } from "../../op.ts";
import { TapeStrategy } from "../../strategy/tape.ts";
import { as, got } from "../../testing/sockets.ts";
import { sleep } from "../../thread/sleep.ts";
import { EPOLLERR, EPOLLHUP, EPOLLIN, EPOLLOUT, EPOLLRDHUP, READABLE, type SysEvent, WRITABLE } from "../epoll.ts";
import { Poller } from "../poller.ts";
import { Network } from "./network.ts";
import { SysTcpListener } from "./tcp-listener.ts";
import { SysTcpStream } from "./tcp-stream.ts";

/** What a program does, mostly by one of the two ends: 0 connected, 1 accepted. */
type Action =
  | { readonly does: "write" | "read"; readonly end: 0 | 1; readonly bytes: number }
  | { readonly does: "finish" | "close" | "crash"; readonly end: 0 | 1 }
  | { readonly does: "sleep"; readonly ns: number }
  | { readonly does: "partition" | "oneWay" | "hold" | "heal" };

const SECOND = 1_000_000_000;
const BUFFER = 8;
const brief = { minNs: 0, maxNs: SECOND };
const DELAYS: FaultPlan = {
  shortRead: brief,
  shortWrite: brief,
  wouldBlock: brief,
  latency: brief,
  loss: brief,
  partition: brief,
  oneWayPartition: brief,
  hold: brief,
};
const RESETS: FaultPlan = { ...DELAYS, reset: brief };

/** The byte that is sent at `position`: two that are next to each other differ, and so do the two directions. */
const byteAt = (position: number, from: number): number => (position * 7 + from * 100 + 1) & 255;

/** One end, with what the specification knows of it: counts of bytes, and who may expect an edge. */
class End {
  readonly stream: SysTcpStream;
  readonly side: 0 | 1;
  sent = 0;
  received = 0;
  finished = false;
  sawEof = false;
  closed = false;
  private readonly poller = new Poller();
  private readonly events: SysEvent[] = [];
  /** A call could not do all that was asked, and nothing was told since: the next must not do anything. */
  private readsInVain = false;
  private writesInVain = false;
  /** The poller told of the end: as tokio does, nothing more is waited for. */
  private toldOfEnd = false;

  constructor(stream: SysTcpStream, side: 0 | 1) {
    this.stream = stream;
    this.side = side;
  }

  *begin(): Op<void> {
    yield* this.poller.register(this.stream, 1, READABLE | WRITABLE);
  }

  *write(bytes: number): Op<string | null> {
    if (this.closed) return null;
    yield* this.hear();
    const data = Uint8Array.from({ length: bytes }, (_, i) => byteAt(this.sent + i, this.side));
    const result = yield* this.stream.write(data);
    if (!result.ok && result.error.kind === "WouldBlock") {
      this.writesInVain = true;
      return null;
    }
    expect(this.writesInVain && !this.toldOfEnd).toBe(false);
    if (!result.ok) return this.finished && result.error.kind === "BrokenPipe" ? null : result.error.kind;
    expect(this.finished).toBe(false);
    this.sent += result.value;
    this.writesInVain = result.value < bytes;
    return null;
  }

  *read(max: number, from: End): Op<string | null> {
    if (this.closed || this.sawEof) return null;
    yield* this.hear();
    const result = yield* this.stream.read(max);
    if (!result.ok && result.error.kind === "WouldBlock") {
      this.readsInVain = true;
      return null;
    }
    expect(this.readsInVain && !this.toldOfEnd).toBe(false);
    if (!result.ok) return result.error.kind;
    for (const byte of result.value) expect(byte).toBe(byteAt(this.received++, from.side));
    expect(this.received).toBeLessThanOrEqual(from.sent);
    if (result.value.length === 0) {
      this.sawEof = true;
      if (!from.finished || this.received < from.sent) return "end of file";
    } else this.readsInVain = result.value.length < max;
    return null;
  }

  *finish(): Op<void> {
    if (this.closed) return;
    yield* this.stream.shutdown("write");
    this.finished = true;
  }

  *close(): Op<void> {
    yield* this.stream.close();
    this.closed = true;
    this.finished = true;
  }

  private *hear(): Op<void> {
    yield* this.poller.poll(this.events, 0);
    for (const { readiness } of this.events) {
      if ((readiness & EPOLLIN) !== 0) this.readsInVain = false;
      if ((readiness & EPOLLOUT) !== 0) this.writesInVain = false;
      if ((readiness & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) !== 0) this.toldOfEnd = true;
    }
  }
}

/** A connection under a program. `broken`: errors and lost ends are in order from now on, wrong bytes never. */
class Connection {
  private readonly network = new Network({ latencyNs: { from: 0, to: 50_000_000 }, bufferBytes: BUFFER });
  private ends: readonly [End, End] | null = null;
  private broken = false;

  *run(program: readonly Action[], mayReset: boolean): Op<void> {
    this.broken = mayReset;
    const hosts = [this.network.host("a"), this.network.host("b")] as const;
    const addr = { host: "b", port: 80 };
    const listener = yield* got(as(hosts[1], () => SysTcpListener.bind(addr)));
    const client = yield* got(as(hosts[0], () => SysTcpStream.connect(addr)));
    let accepted = yield* listener.accept();
    for (; !accepted.ok; accepted = yield* listener.accept()) yield* sleep(SECOND);
    while (!client.peerAddr().ok) yield* sleep(SECOND);
    const left = new End(client, 0);
    const right = new End(accepted.value.stream, 1);
    this.ends = [left, right];
    for (const end of this.ends) yield* end.begin();
    for (const action of program) yield* this.act(action);
    endFaults();
    this.network.heal();
    for (const host of hosts) host.restart();
    yield* this.drain(left, right);
    yield* this.drain(right, left);
  }

  private *act(action: Action): Op<void> {
    const [left, right] = this.ends as readonly [End, End]; // set before the first action
    const end = "end" in action && action.end === 1 ? right : left;
    const other = end === left ? right : left;
    switch (action.does) {
      case "write":
        return this.judge(yield* end.write(action.bytes));
      case "read":
        return this.judge(yield* end.read(action.bytes, other));
      case "finish":
        return yield* end.finish();
      case "close":
        // Bytes that the closing end never reads reset the connection, whenever they arrive.
        if (end.received < other.sent || !other.finished) this.broken = true;
        return yield* end.close();
      case "crash":
        this.broken = true;
        end.closed = true; // its software is gone, too
        return this.network.host(end === left ? "a" : "b").crash();
      case "sleep":
        return yield* sleep(action.ns);
      case "heal":
        return this.network.heal();
      case "oneWay":
        return this.network.partitionOneWay("a", "b");
      default:
        return this.network[action.does]("a", "b");
    }
  }

  /** After everything is healed: all that was sent arrives, and then the end, or nothing yet. */
  private *drain(reader: End, writer: End): Op<void> {
    for (let quiet = 0; quiet < 2; ) {
      const before = reader.received;
      yield* sleep(3 * SECOND); // longer than any fault, and than what it delays
      this.judge(yield* reader.read(BUFFER, writer));
      quiet = reader.received === before ? quiet + 1 : 0;
    }
    if (this.broken || reader.closed) return;
    expect(reader.received).toBe(writer.sent);
    expect(reader.sawEof).toBe(writer.finished);
  }

  private judge(wrong: string | null): void {
    if (!this.broken) expect(wrong).toBe(null);
  }
}

const end = fc.constantFrom(0 as const, 1 as const);
const bytes = fc.integer({ min: 1, max: 2 * BUFFER });
const actions = fc.oneof(
  { weight: 6, arbitrary: fc.record({ does: fc.constant("write" as const), end, bytes }) },
  { weight: 6, arbitrary: fc.record({ does: fc.constant("read" as const), end, bytes }) },
  { weight: 4, arbitrary: fc.record({ does: fc.constant("sleep" as const), ns: fc.nat({ max: 100_000_000 }) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("finish" as const), end }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constantFrom("partition", "oneWay", "hold", "heal") }) },
);
const ending = fc.option(fc.record({ does: fc.constantFrom("close" as const, "crash" as const), end }), { nil: null });
const programs = fc.record({
  first: fc.array(actions, { maxLength: 12, size: "max" }),
  ending,
  rest: fc.array(actions, { maxLength: 6, size: "max" }),
  resets: fc.boolean(),
});
/** Divisible by every number of options up to 8. */
const tapes = fc.array(fc.nat({ max: 839 }), { maxLength: 40, size: "max" });

it("is a stream of bytes: none lost, doubled, swapped or invented, and the end after the last, in 10,000 programs", () => {
  const execution = new Execution();
  const struck = new Set<string>();
  fc.assert(
    fc.property(programs, tapes, ({ first, ending: last, rest, resets }, tape) => {
      const program = [...first, ...(last === null ? [] : [last]), ...rest] as Action[];
      const faults = resets ? RESETS : DELAYS;
      execution.run(() => new Connection().run(program, resets), { strategy: new TapeStrategy(tape), faults });
      expect(execution.finding).toBe(null);
      for (const { fault, struck: times } of execution.faults.counts()) if (times > 0) struck.add(fault);
    }),
    { numRuns: 10_000, seed: 6 },
  );
  expect([...struck].sort()).toEqual(Object.keys(RESETS).sort());
}, 60_000);
