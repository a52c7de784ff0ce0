import { describe, expect, it } from "vitest";
import { liveness } from "../../fault/liveness.ts";
import type { Op } from "../../op.ts";
import { as, bytes, connected, got, outcome, SECOND, watch } from "../../testing/sockets.ts";
import { runClean, runOnce, sweep } from "../../testing/sweep.ts";
import { now, sleep } from "../../thread/sleep.ts";
import { currentThread, spawn } from "../../thread/spawn.ts";
import { currentHost } from "./current-host.ts";
import { Network } from "./network.ts";
import { SysTcpListener } from "./tcp-listener.ts";
import { SysTcpStream } from "./tcp-stream.ts";

const HTTP = { host: "server", port: 80 };

function* pair() {
  const network = new Network({ latencyNs: { from: 1_000_000, to: 1_000_000 } });
  const [a, b] = [network.host("client"), network.host("server")];
  return { network, a, b, ...(yield* connected(a, b)) };
}

describe("a network", () => {
  it("draws the latency of each packet, and keeps a stream's order all the same", () => {
    const arrivals = new Set<number>();
    const model = function* (): Op<void> {
      const network = new Network({ latencyNs: { from: 100, to: 800 } });
      const { client, server } = yield* connected(network.host("client"), network.host("server"));
      const start = now();
      for (let i = 1; i <= 3; i++) yield* client.write(bytes(i));
      let seen = 0;
      while (seen < 3) {
        const read = yield* server.read(9);
        for (const byte of read.ok ? read.value : []) {
          expect(byte).toBe(++seen);
          arrivals.add(now() - start);
        }
        yield* sleep(10);
      }
    };
    expect(sweep(model, { runs: 50 }).kinds).toEqual(["clean"]);
    expect([100, 110]).toContain(Math.min(...arrivals)); // in steps of 10, a timer before or after it
    expect([800, 810]).toContain(Math.max(...arrivals));
  });

  it("delays a stream by a partition until it is healed, and loses nothing", () => {
    runClean(function* () {
      const { network, client, server } = yield* pair();
      yield* client.write(bytes(1));
      network.partitionOneWay("client", "server");
      yield* client.write(bytes(2));
      yield* server.write(bytes(7));
      yield* sleep(60 * SECOND);
      expect(yield* outcome(server.read(9))).toBe("WouldBlock");
      expect(yield* outcome(client.read(9))).toEqual([7]);
      network.heal("client", "server");
      yield* client.write(bytes(3));
      yield* sleep(1_000_000);
      expect(yield* outcome(server.read(9))).toEqual([1, 2, 3]);
    });
  });

  it("holds packets until they are released", () => {
    runClean(function* () {
      const { network, client, server } = yield* pair();
      network.hold("client", "server");
      yield* client.write(bytes(1));
      yield* client.close();
      yield* sleep(SECOND);
      expect(yield* outcome(server.read(9))).toBe("WouldBlock");
      network.release("server", "client");
      yield* sleep(1_000_000);
      expect(yield* outcome(server.read(9))).toEqual([1]);
      expect(yield* outcome(server.read(9))).toEqual([]);
    });
  });

  it("gives up a connection that nothing gets through, after 15 minutes; one that is silent never", () => {
    runClean(function* () {
      const { network, client, server } = yield* pair();
      network.partition("client", "server");
      yield* client.write(bytes(1));
      const heard = yield* watch(client);
      yield* heard();
      yield* sleep(1_000 * SECOND);
      expect(yield* heard()).toBe("IN|OUT|ERR|HUP|RDHUP");
      expect(yield* outcome(client.write(bytes(1)))).toBe("TimedOut");
      expect(yield* outcome(server.read(1))).toBe("WouldBlock");
    });
  });

  it("is healed when a liveness phase begins", () => {
    runClean(function* () {
      const { network, client, server } = yield* pair();
      network.partition("client", "server");
      network.hold("client", "server");
      yield* client.write(bytes(1));
      yield* liveness(SECOND, () => sleep(SECOND / 2));
      expect(yield* outcome(server.read(1))).toEqual([1]);
    });
  });

  it("refuses what cannot be, in words that say what to do", () => {
    const fails = (body: (network: Network) => void) => () =>
      runOnce(function* () {
        const network = new Network({ name: "net" });
        network.host("a");
        body(network);
      });
    expect(fails((net) => net.partition("a", "b"))).toThrow('net has no host "b": make it with host("b") first');
    expect(fails((net) => net.hold("a", "a"))).toThrow('"a" cannot be cut off from itself');
    expect(fails(() => new Network({ latencyNs: { from: 2, to: 1 } }))).toThrow("latencyNs { from: 2, to: 1 }");
    expect(fails(() => new Network({ bufferBytes: 0 }))).toThrow("bufferBytes 0");
  });
});

describe("a host", () => {
  it("is where its threads are, and theirs", () => {
    runClean(function* () {
      const host = new Network().host("a");
      const thread = yield* host.spawn(function* () {
        const child = yield* spawn(function* () {
          return currentHost().name;
        });
        return yield* child.join();
      });
      expect(yield* thread.join()).toBe("a");
      expect(currentHost()).toBe(currentHost());
      expect(currentHost().name).toBe("localhost");
    });
  });

  it("does not move the names of what the thread makes that first asks for the default host", () => {
    runClean(function* () {
      const before = currentThread().objectsMade;
      currentHost();
      expect(currentThread().objectsMade).toBe(before);
    });
  });

  it("goes down without a word: its sockets are dead, and its peers learn nothing until they send", () => {
    runClean(function* () {
      const { a, b, listener, client, server } = yield* pair();
      const heard = yield* watch(client);
      yield* heard();
      b.crash();
      expect(b.isUp).toBe(false);
      expect(yield* outcome(server.read(1))).toBe("Other");
      expect(yield* outcome(listener.accept())).toBe("Other");
      expect(yield* outcome(as(b, () => SysTcpListener.bind(HTTP)))).toBe("Other");
      yield* sleep(60 * SECOND);
      expect(yield* heard()).toBe("");
      expect(yield* outcome(client.write(bytes(1)))).toBe(1);
      yield* sleep(60 * SECOND);
      expect(yield* heard()).toBe("");
      b.restart();
      yield* sleep(SECOND);
      expect(yield* heard()).toBe("IN|OUT|ERR|HUP|RDHUP");
      expect(yield* outcome(client.read(1))).toBe("ConnectionReset");
      expect(yield* outcome(as(a, () => client.write(bytes(1))))).toBe("BrokenPipe");
    });
  });

  it("can be reached again after a restart, at the same port", () => {
    runClean(function* () {
      const { a, b } = yield* pair();
      b.crash();
      const client = yield* got(as(a, () => SysTcpStream.connect(HTTP)));
      yield* sleep(SECOND);
      b.restart();
      const listener = yield* got(as(b, () => SysTcpListener.bind(HTTP)));
      yield* sleep(SECOND);
      yield* got(listener.accept());
      expect(client.peerAddr().ok).toBe(true);
    });
  });

  it("lets those wait that run its software, and misses no crash", () => {
    const order: string[] = [];
    runClean(function* () {
      const host = new Network().host("a");
      const seen = host.crashes;
      const runner = yield* spawn(function* () {
        yield* host.down(seen);
        order.push("down");
        yield* host.up();
        order.push("up");
      }, "runner");
      host.crash();
      host.crash();
      host.restart();
      yield* runner.join();
      yield* spawn(() => host.down(), "second runner");
      yield* sleep(1);
      order.push("again");
      host.crash();
      host.restart();
    });
    expect(order).toEqual(["down", "up", "again"]);
  });
});
