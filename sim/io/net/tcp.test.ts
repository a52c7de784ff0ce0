import { describe, expect, it } from "vitest";
import { UnsafeCell } from "../../cell/unsafe-cell.ts";
import type { Op } from "../../op.ts";
import { as, bytes, connected, got, outcome, SECOND, watch } from "../../testing/sockets.ts";
import { runClean, sweep } from "../../testing/sweep.ts";
import { sleep } from "../../thread/sleep.ts";
import { spawn } from "../../thread/spawn.ts";
import { yieldNow } from "../../thread/yield-now.ts";
import { currentHost } from "./current-host.ts";
import { Network } from "./network.ts";
import { SysTcpListener } from "./tcp-listener.ts";
import { SysTcpStream } from "./tcp-stream.ts";

const HTTP = { host: "server", port: 80 };
const LOCAL = { host: "localhost", port: 80 };

/** A small connection between two hosts: 4 bytes each way, 1 ms apart. */
function* pair() {
  const network = new Network({ latencyNs: { from: 1_000_000, to: 1_000_000 }, bufferBytes: 4 });
  const [a, b] = [network.host("client"), network.host("server")];
  return { network, a, b, ...(yield* connected(a, b)) };
}

describe("connecting", () => {
  it("is in progress until the answer is there, and then both sides know each other", () => {
    runClean(function* () {
      const network = new Network({ latencyNs: { from: 1_000_000, to: 1_000_000 } });
      const [a, b] = [network.host("client"), network.host("server")];
      const listener = yield* got(as(b, () => SysTcpListener.bind({ host: "0.0.0.0", port: 80 })));
      const heardByListener = yield* watch(listener);
      const client = yield* got(as(a, () => SysTcpStream.connect(HTTP)));
      const heard = yield* watch(client);
      expect(client.peerAddr().ok).toBe(false);
      expect(yield* outcome(client.read(1))).toBe("WouldBlock");
      expect(yield* outcome(client.write(bytes(1)))).toBe("WouldBlock");
      expect(yield* outcome(listener.accept())).toBe("WouldBlock");
      yield* sleep(1_000_000);
      expect([yield* heard(), yield* heardByListener()]).toEqual(["", "IN"]);
      yield* sleep(1_000_000);
      expect(yield* heard()).toBe("OUT");
      expect(client.peerAddr()).toEqual({ ok: true, value: HTTP });
      const { stream, peer } = yield* got(listener.accept());
      expect(peer).toEqual(client.localAddr);
      expect(stream.localAddr).toEqual(HTTP);
    });
  });

  it("takes no time on one host, and needs no network", () => {
    runClean(function* () {
      const listener = yield* got(SysTcpListener.bind({ host: "127.0.0.1", port: 0 }));
      const client = yield* got(SysTcpStream.connect(listener.localAddr));
      expect(yield* (yield* watch(client))()).toBe("OUT");
      expect(currentHost().name).toBe("localhost");
    });
  });

  it("is refused where nobody listens, and SO_ERROR says so once", () => {
    runClean(function* () {
      const client = yield* got(SysTcpStream.connect(LOCAL));
      expect(yield* (yield* watch(client))()).toBe("IN|OUT|ERR|HUP|RDHUP");
      expect((yield* got(client.takeError()))?.kind).toBe("ConnectionRefused");
      expect(yield* got(client.takeError())).toBe(null);
      expect(yield* outcome(client.write(bytes(1)))).toBe("BrokenPipe");
    });
  });

  it("fails at once where no host has the name", () => {
    runClean(function* () {
      expect(yield* outcome(SysTcpStream.connect({ host: "nowhere", port: 1 }))).toBe("NotFound");
    });
  });

  it("waits while the backlog is full, and is let in a second later", () => {
    runClean(function* () {
      const listener = yield* got(SysTcpListener.bind(LOCAL, { backlog: 1 }));
      yield* got(SysTcpStream.connect(LOCAL));
      const late = yield* got(SysTcpStream.connect(LOCAL));
      const heard = yield* watch(late);
      yield* sleep(3 * SECOND);
      expect(yield* heard()).toBe("");
      yield* got(listener.accept());
      yield* sleep(SECOND);
      expect(yield* heard()).toBe("OUT");
      yield* got(listener.accept());
    });
  });

  it("times out after two minutes of a full backlog", () => {
    runClean(function* () {
      yield* got(SysTcpListener.bind(LOCAL, { backlog: 0 }));
      const client = yield* got(SysTcpStream.connect(LOCAL));
      yield* sleep(127 * SECOND);
      expect((yield* got(client.takeError()))?.kind).toBe("TimedOut");
    });
  });

  it("is reset where the listener closes before it is accepted", () => {
    runClean(function* () {
      const listener = yield* got(SysTcpListener.bind(LOCAL));
      const client = yield* got(SysTcpStream.connect(LOCAL));
      yield* listener.close();
      expect(yield* outcome(client.read(1))).toBe("ConnectionReset");
      expect(yield* outcome(listener.accept())).toBe("Other");
    });
  });
});

describe("ports", () => {
  it("are taken once, and only where the address is the host's own", () => {
    runClean(function* () {
      yield* got(SysTcpListener.bind(LOCAL));
      expect(yield* outcome(SysTcpListener.bind(LOCAL, { reuseAddr: true }))).toBe("AddrInUse");
      expect(yield* outcome(SysTcpListener.bind({ host: "elsewhere", port: 1 }))).toBe("AddrNotAvailable");
    });
  });

  it("stay taken for a minute where a connection was closed first, unless they may be reused", () => {
    runClean(function* () {
      const { b, listener, client, server } = yield* pair();
      yield* listener.close();
      yield* server.close();
      yield* sleep(SECOND);
      yield* client.close();
      yield* sleep(SECOND);
      const bind = (reuseAddr: boolean) => as(b, () => SysTcpListener.bind(HTTP, { reuseAddr }));
      expect(yield* outcome(bind(false))).toBe("AddrInUse");
      const again = yield* got(bind(true));
      yield* again.close();
      yield* sleep(60 * SECOND);
      expect(yield* outcome(bind(false))).toBe("ok");
    });
  });

  it("are free at once at the side that closes second", () => {
    runClean(function* () {
      const { b, listener, client, server } = yield* pair();
      yield* listener.close();
      yield* client.close();
      yield* sleep(SECOND);
      expect(yield* outcome(as(b, () => SysTcpListener.bind(HTTP)))).toBe("AddrInUse");
      yield* server.close();
      expect(yield* outcome(as(b, () => SysTcpListener.bind(HTTP)))).toBe("ok");
    });
  });
});

describe("a stream", () => {
  it("brings bytes in order, keeps them for a peek, and copies what is written", () => {
    runClean(function* () {
      const { client, server } = yield* pair();
      const buffer = bytes(1, 2);
      expect(yield* outcome(client.write(buffer))).toBe(2);
      buffer.fill(9);
      yield* client.write(bytes(3));
      expect(yield* outcome(server.read(9))).toBe("WouldBlock");
      yield* sleep(1_000_000);
      expect(yield* outcome(server.peek(2))).toEqual([1, 2]);
      expect(yield* outcome(server.read(2))).toEqual([1, 2]);
      expect(yield* outcome(server.read(9))).toEqual([3]);
      expect(yield* outcome(server.read(9))).toBe("WouldBlock");
    });
  });

  it("takes no more than it can hold, and says when there is room again", () => {
    runClean(function* () {
      const { client, server } = yield* pair();
      const heard = yield* watch(client);
      expect(yield* heard()).toBe("OUT");
      expect(yield* outcome(client.write(bytes(1, 2, 3, 4, 5)))).toBe(4);
      expect(yield* outcome(client.write(bytes(5)))).toBe("WouldBlock");
      yield* sleep(SECOND);
      expect(yield* heard()).toBe("");
      yield* server.read(3);
      expect(yield* heard()).toBe("");
      yield* sleep(1_000_000);
      expect(yield* heard()).toBe("OUT");
      expect(yield* outcome(client.write(bytes(5, 6, 7, 8)))).toBe(3);
    });
  });

  it("closes one half: the other one goes on", () => {
    runClean(function* () {
      const { client, server } = yield* pair();
      const heard = yield* watch(server);
      yield* heard();
      yield* client.write(bytes(1));
      yield* client.shutdown("write");
      expect(yield* outcome(client.write(bytes(2)))).toBe("BrokenPipe");
      yield* sleep(SECOND);
      expect(yield* heard()).toBe("IN|OUT|RDHUP");
      expect(yield* outcome(server.read(9))).toEqual([1]);
      expect(yield* outcome(server.read(9))).toEqual([]);
      yield* server.write(bytes(7));
      yield* sleep(SECOND);
      expect(yield* outcome(client.read(9))).toEqual([7]);
      yield* server.shutdown("both");
      yield* sleep(SECOND);
      expect(yield* outcome(client.read(9))).toEqual([]);
      expect(yield* (yield* watch(client))()).toBe("IN|OUT|HUP|RDHUP");
    });
  });

  it("is reset by a close with bytes unread: what had arrived before can be read still", () => {
    runClean(function* () {
      const { client, server } = yield* pair();
      const heard = yield* watch(server);
      yield* heard();
      yield* server.write(bytes(1));
      yield* client.write(bytes(5));
      yield* sleep(SECOND);
      yield* client.close();
      yield* sleep(SECOND);
      expect(yield* heard()).toBe("IN|OUT|ERR|HUP|RDHUP");
      expect(yield* outcome(server.read(9))).toEqual([5]);
      expect(yield* outcome(server.read(9))).toBe("ConnectionReset");
      expect(yield* outcome(server.read(9))).toEqual([]);
      expect(yield* outcome(server.write(bytes(1)))).toBe("BrokenPipe");
      expect(yield* outcome(server.shutdown("write"))).toBe("NotConnected");
    });
  });

  it("is reset by bytes that arrive after the close", () => {
    runClean(function* () {
      const { client, server } = yield* pair();
      yield* client.close();
      yield* sleep(SECOND);
      expect(yield* outcome(server.read(9))).toEqual([]);
      expect(yield* outcome(server.write(bytes(1)))).toBe(1);
      yield* sleep(SECOND);
      expect(yield* outcome(server.write(bytes(1)))).toBe("BrokenPipe");
      expect(yield* outcome(client.read(1))).toBe("Other");
    });
  });

  it("orders what the writer did before a write, or a close, before the read that sees it", () => {
    const model = (end: (stream: SysTcpStream) => Op<unknown>) =>
      function* (): Op<void> {
        const listener = yield* got(SysTcpListener.bind(LOCAL));
        const cell = new UnsafeCell(0, "cell");
        const writer = function* (): Op<void> {
          const stream = yield* got(SysTcpStream.connect(LOCAL));
          yield* cell.set(1);
          yield* end(stream);
        };
        yield* spawn(writer, "writer");
        let accepted = yield* listener.accept();
        for (; !accepted.ok; accepted = yield* listener.accept()) yield* yieldNow();
        const { stream } = accepted.value;
        while ((yield* outcome(stream.read(1))) === "WouldBlock") yield* yieldNow();
        expect(yield* cell.get()).toBe(1);
      };
    expect(
      sweep(
        model((stream) => stream.write(bytes(1))),
        { runs: 20 },
      ).kinds,
    ).toEqual(["clean"]);
    expect(
      sweep(
        model((stream) => stream.close()),
        { runs: 20 },
      ).kinds,
    ).toEqual(["clean"]);
  });
});
