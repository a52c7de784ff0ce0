import { describe, expect, it } from "vitest";
import { Execution } from "../../engine/execution.ts";
import type { FaultKind } from "../../fault/fault-kinds.ts";
import type { FaultSpec } from "../../fault/fault-plan.ts";
import type { Op } from "../../op.ts";
import type { Strategy } from "../../strategy/strategy.ts";
import { as, bytes, connected, got, outcome, SECOND, watch } from "../../testing/sockets.ts";
import { runStruck } from "../../testing/struck.ts";
import { now, sleep } from "../../thread/sleep.ts";
import { Network } from "./network.ts";
import { SysTcpListener } from "./tcp-listener.ts";
import { SysTcpStream } from "./tcp-stream.ts";
import { SysUdpSocket } from "./udp-socket.ts";

const MS = 1_000_000;
const HTTP = { host: "server", port: 80 };
const LEFT = { host: "client", port: 1 };
const RIGHT = { host: "server", port: 2 };

/** Every strike lasts ten seconds. */
const TEN_SECONDS: FaultSpec = { minNs: 10 * SECOND, maxNs: 10 * SECOND };

/** Runs `model` with `fault` striking once: the time after it could have struck `skipped` times. */
function struck(fault: FaultKind, model: () => Op<unknown>, skipped = 0): void {
  const execution = new Execution();
  let asked = 0;
  const strategy: Strategy = {
    name: "striking once",
    systematic: false,
    begin: () => true,
    decide: (kind) => (kind === "fault" && asked++ === skipped ? 1 : 0),
  };
  execution.run(model, { strategy, faults: { [fault]: TEN_SECONDS } });
  expect(execution.finding).toBe(null);
  expect(execution.faults.counts().map(({ struck: times }) => times)).toEqual([1]);
}

function* hosts() {
  const network = new Network({ latencyNs: { from: MS, to: MS } });
  return { network, a: network.host("client"), b: network.host("server") };
}

function* pair() {
  const { network, a, b } = yield* hosts();
  return { network, a, b, ...(yield* connected(a, b)) };
}

function* sockets() {
  const { network, a, b } = yield* hosts();
  const left = yield* got(as(a, () => SysUdpSocket.bind(LEFT)));
  const right = yield* got(as(b, () => SysUdpSocket.bind(RIGHT)));
  return { network, a, b, left, right };
}

/** What arrives at `socket` until nothing more does, one byte a datagram. */
function* received(socket: SysUdpSocket): Op<number[]> {
  const seen: number[] = [];
  for (;;) {
    const result = yield* socket.recvFrom(1);
    if (!result.ok) return seen;
    seen.push(...result.value.bytes);
  }
}

describe("faults of a stream", () => {
  it("shortRead: the first bytes arrive, and the rest later with an edge of its own", () => {
    struck("shortRead", function* () {
      const { client, server } = yield* pair();
      const heard = yield* watch(server);
      yield* heard();
      yield* client.write(bytes(1, 2, 3));
      yield* sleep(MS);
      expect(yield* heard()).toBe("IN|OUT");
      expect(yield* outcome(server.read(9))).toEqual([1]);
      expect(yield* outcome(server.read(9))).toBe("WouldBlock");
      yield* sleep(10 * SECOND);
      expect(yield* heard()).toBe("IN|OUT");
      expect(yield* outcome(server.read(9))).toEqual([2, 3]);
    });
  });

  it("shortWrite: some bytes go in, then none, and an edge says when there is room again", () => {
    struck("shortWrite", function* () {
      const { client } = yield* pair();
      const heard = yield* watch(client);
      yield* heard();
      expect(yield* outcome(client.write(bytes(1, 2, 3)))).toBe(1);
      expect(yield* outcome(client.write(bytes(2, 3)))).toBe("WouldBlock");
      yield* sleep(9 * SECOND);
      expect(yield* heard()).toBe("");
      yield* sleep(SECOND);
      expect(yield* heard()).toBe("OUT");
      expect(yield* outcome(client.write(bytes(2, 3)))).toBe(2);
    });
  });

  it("wouldBlock: what could be accepted is not, until an edge", () => {
    struck("wouldBlock", function* () {
      const { a, b } = yield* hosts();
      const listener = yield* got(as(b, () => SysTcpListener.bind(HTTP)));
      yield* got(as(a, () => SysTcpStream.connect(HTTP)));
      yield* sleep(MS);
      const heard = yield* watch(listener);
      yield* heard();
      expect(yield* outcome(listener.accept())).toBe("WouldBlock");
      yield* sleep(10 * SECOND);
      expect(yield* heard()).toBe("IN");
      yield* got(listener.accept());
    });
  });

  it("wouldBlock: what could be written is not, until an edge", () => {
    const write = function* (): Op<void> {
      const { client } = yield* pair();
      const heard = yield* watch(client);
      yield* heard();
      expect(yield* outcome(client.write(bytes(1)))).toBe("WouldBlock");
      yield* sleep(10 * SECOND);
      expect(yield* heard()).toBe("OUT");
      expect(yield* outcome(client.write(bytes(1)))).toBe(1);
    };
    struck("wouldBlock", write, 1); // after the accept
  });

  it("wouldBlock: what could be read is not, until an edge", () => {
    const read = function* (): Op<void> {
      const { client, server } = yield* pair();
      yield* client.write(bytes(1));
      yield* sleep(MS);
      const heard = yield* watch(server);
      yield* heard();
      expect(yield* outcome(server.read(1))).toBe("WouldBlock");
      yield* sleep(10 * SECOND);
      expect(yield* heard()).toBe("IN|OUT");
      expect(yield* outcome(server.read(1))).toEqual([1]);
    };
    struck("wouldBlock", read, 2); // after the accept and the write
  });

  it("reset: both sides are told, and what is under way is lost", () => {
    const reset = function* (): Op<void> {
      const { client, server } = yield* pair();
      yield* server.write(bytes(9)); // the time before
      expect(yield* outcome(client.write(bytes(1)))).toBe("ConnectionReset");
      expect(yield* outcome(client.read(1))).toEqual([]);
      yield* sleep(SECOND);
      expect(yield* outcome(server.read(1))).toBe("ConnectionReset");
    };
    struck("reset", reset, 1);
  });

  it("refusal: the connection is refused although somebody listens", () => {
    struck("refusal", function* () {
      const { a, b } = yield* hosts();
      const listener = yield* got(as(b, () => SysTcpListener.bind(HTTP)));
      const connect = () => as(a, () => SysTcpStream.connect(HTTP));
      const client = yield* got(connect());
      yield* sleep(SECOND);
      expect((yield* got(client.takeError()))?.kind).toBe("ConnectionRefused");
      yield* connect();
      yield* sleep(SECOND);
      yield* got(listener.accept());
    });
  });

  it("latency: a segment is late, and those behind it too, in order", () => {
    struck("latency", function* () {
      const { a, b } = yield* hosts();
      const listener = yield* got(as(b, () => SysTcpListener.bind(HTTP)));
      const client = yield* got(as(a, () => SysTcpStream.connect(HTTP)));
      yield* sleep(10 * SECOND);
      expect(yield* outcome(listener.accept())).toBe("WouldBlock");
      yield* sleep(2 * MS);
      const { stream } = yield* got(listener.accept());
      yield* client.write(bytes(1));
      yield* sleep(MS);
      expect(yield* outcome(stream.read(9))).toEqual([1]);
    });
  });

  it("loss: a segment is sent again a little later", () => {
    const lossy = function* (): Op<void> {
      const { client, server } = yield* pair();
      yield* client.write(bytes(1));
      yield* sleep(200 * MS);
      expect(yield* outcome(server.read(9))).toBe("WouldBlock");
      yield* sleep(MS);
      expect(yield* outcome(server.read(9))).toEqual([1]);
    };
    struck("loss", lossy, 1); // after the connection's own first packet
  });
});

describe("faults of datagrams", () => {
  it("loss: one never arrives", () => {
    struck("loss", function* () {
      const { left, right } = yield* sockets();
      for (const byte of [1, 2]) yield* left.sendTo(bytes(byte), RIGHT);
      yield* sleep(SECOND);
      expect(yield* received(right)).toEqual([2]);
    });
  });

  it("duplicate: one arrives twice", () => {
    struck("duplicate", function* () {
      const { left, right } = yield* sockets();
      for (const byte of [1, 2]) yield* left.sendTo(bytes(byte), RIGHT);
      yield* sleep(SECOND);
      expect(yield* received(right)).toEqual([1, 1, 2]);
    });
  });

  it("reorder: one is overtaken", () => {
    struck("reorder", function* () {
      const { left, right } = yield* sockets();
      for (const byte of [1, 2]) yield* left.sendTo(bytes(byte), RIGHT);
      yield* sleep(20 * SECOND);
      expect(yield* received(right)).toEqual([2, 1]);
    });
  });

  it("wouldBlock: what could be sent is not, until an edge", () => {
    struck("wouldBlock", function* () {
      const { left } = yield* sockets();
      const heard = yield* watch(left);
      yield* heard();
      expect(yield* outcome(left.sendTo(bytes(1), RIGHT))).toBe("WouldBlock");
      yield* sleep(10 * SECOND);
      expect(yield* heard()).toBe("OUT");
      expect(yield* outcome(left.sendTo(bytes(1), RIGHT))).toBe(1);
    });
  });
});

describe("faults of links", () => {
  /** Sends one datagram each way, and two more after the fault is over: what arrived of each pair. */
  function* bothWays(): Op<{ right: number[]; left: number[] }[]> {
    const { left, right } = yield* sockets();
    const seen: { right: number[]; left: number[] }[] = [];
    for (const byte of [1, 2]) {
      yield* left.sendTo(bytes(byte), RIGHT);
      yield* right.sendTo(bytes(byte), LEFT);
      yield* sleep(SECOND);
      seen.push({ right: yield* received(right), left: yield* received(left) });
      yield* sleep(10 * SECOND);
    }
    seen.push({ right: yield* received(right), left: yield* received(left) });
    return seen;
  }
  const NONE = { right: [], left: [] };

  it("partition: nothing gets through either way, for a while", () => {
    struck("partition", function* () {
      expect(yield* bothWays()).toEqual([NONE, { right: [2], left: [2] }, NONE]);
    });
  });

  it("oneWayPartition: nothing gets through one way, for a while", () => {
    struck("oneWayPartition", function* () {
      expect(yield* bothWays()).toEqual([{ right: [], left: [1] }, { right: [2], left: [2] }, NONE]);
    });
  });

  it("hold: what is sent arrives when it is over", () => {
    struck("hold", function* () {
      expect(yield* bothWays()).toEqual([NONE, { right: [1, 2], left: [1, 2] }, NONE]);
    });
  });

  it("partition: a stream goes on where it was", () => {
    struck("partition", function* () {
      const { a, b } = yield* hosts();
      const listener = yield* got(as(b, () => SysTcpListener.bind(HTTP)));
      const start = now();
      const client = yield* got(as(a, () => SysTcpStream.connect(HTTP)));
      while (!client.peerAddr().ok) yield* sleep(MS);
      expect(now() - start).toBeGreaterThan(10 * SECOND);
      yield* got(listener.accept());
    });
  });
});

describe("faults of hosts", () => {
  it("crash: the sockets are dead, and after a while the host is up again", () => {
    struck("crash", function* () {
      const { a, left } = yield* sockets();
      expect(yield* outcome(as(a, () => left.sendTo(bytes(1), RIGHT)))).toBe(1); // nobody would notice a crash
      const runner = yield* a.spawn(() => a.down(), "runner");
      yield* sleep(1);
      expect(yield* outcome(as(a, () => left.sendTo(bytes(1), RIGHT)))).toBe("Other");
      yield* runner.join();
      expect(a.isUp).toBe(false);
      yield* a.up();
      expect(now()).toBe(10 * SECOND + 1);
      expect(yield* outcome(as(a, () => SysUdpSocket.bind(LEFT)))).toBe("ok");
    });
  });

  it("pause: the host's threads stand still, the others go on", () => {
    struck("pause", function* () {
      const { network, a } = yield* hosts();
      const times: number[] = [];
      const thread = yield* a.spawn(function* () {
        yield* got(SysUdpSocket.bind(LEFT));
        yield* sleep(SECOND);
        times.push(now());
      });
      yield* sleep(5 * SECOND);
      times.push(now());
      yield* thread.join();
      expect(times).toEqual([5 * SECOND, 10 * SECOND]);
      expect(network.find("client", a)).toBe(a);
    });
  });

  it("drift: the host's clock goes wrong, and right again later", () => {
    struck("drift", function* () {
      const { a } = yield* hosts();
      const gained = yield* a.spawn(function* () {
        yield* got(SysUdpSocket.bind(LEFT));
        yield* sleep(20 * SECOND);
        return now();
      });
      yield* gained.join();
      // 100 millionths of the ten seconds that it lasted.
      expect(a.now() - now()).toBe(MS);
    });
  });

  it("crash, pause and drift do not strike the default host", () => {
    const execution = runStruck(
      function* () {
        yield* got(SysUdpSocket.bind({ host: "localhost", port: 1 }));
      },
      { crash: { chance: 1 }, pause: { chance: 1 }, drift: { chance: 1 } },
    );
    expect(execution.faults.counts().map(({ offered }) => offered)).toEqual([0, 0, 0]);
  });
});
