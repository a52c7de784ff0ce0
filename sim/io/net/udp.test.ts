import { describe, expect, it } from "vitest";
import { UnsafeCell } from "../../cell/unsafe-cell.ts";
import type { Op } from "../../op.ts";
import { as, bytes, got, outcome, SECOND, watch } from "../../testing/sockets.ts";
import { runClean, sweep } from "../../testing/sweep.ts";
import { sleep } from "../../thread/sleep.ts";
import { spawn } from "../../thread/spawn.ts";
import { yieldNow } from "../../thread/yield-now.ts";
import { Network } from "./network.ts";
import { SysUdpSocket } from "./udp-socket.ts";

const LEFT = { host: "left", port: 1 };
const RIGHT = { host: "right", port: 2 };

function* pair() {
  const network = new Network({ latencyNs: { from: 1_000_000, to: 1_000_000 } });
  const [a, b] = [network.host("left"), network.host("right")];
  const left = yield* got(as(a, () => SysUdpSocket.bind(LEFT)));
  const right = yield* got(as(b, () => SysUdpSocket.bind(RIGHT)));
  return { network, a, b, left, right };
}

describe("a UDP socket", () => {
  it("gets datagrams whole, in order and with their sender, cut to what is asked for", () => {
    runClean(function* () {
      const { left, right } = yield* pair();
      const heard = yield* watch(right);
      expect(yield* heard()).toBe("OUT");
      expect(yield* outcome(right.recvFrom(9))).toBe("WouldBlock");
      expect(yield* outcome(left.sendTo(bytes(1, 2, 3), RIGHT))).toBe(3);
      expect(yield* outcome(left.sendTo(bytes(), RIGHT))).toBe(0);
      yield* sleep(SECOND);
      expect(yield* heard()).toBe("IN|OUT");
      expect(yield* got(right.peekFrom(2))).toEqual({ bytes: bytes(1, 2), from: LEFT });
      expect(yield* got(right.recvFrom(2))).toEqual({ bytes: bytes(1, 2), from: LEFT });
      expect(yield* got(right.recvFrom(2))).toEqual({ bytes: bytes(), from: LEFT });
      expect(yield* outcome(right.recvFrom(2))).toBe("WouldBlock");
    });
  });

  it("that is connected hears its peer alone, and hears where the peer is gone", () => {
    runClean(function* () {
      const { a, left, right } = yield* pair();
      const other = yield* got(as(a, () => SysUdpSocket.bind({ host: "left", port: 0 })));
      expect(yield* outcome(right.send(bytes(1)))).toBe("NotConnected");
      yield* right.connect(LEFT);
      yield* other.sendTo(bytes(6), RIGHT);
      yield* left.sendTo(bytes(7), RIGHT);
      yield* sleep(SECOND);
      expect(yield* outcome(right.recv(9))).toEqual([7]);
      expect(yield* outcome(right.recv(9))).toBe("WouldBlock");
      const heard = yield* watch(right);
      yield* left.close();
      expect(yield* outcome(right.send(bytes(1)))).toBe(1);
      yield* sleep(SECOND);
      expect(yield* heard()).toBe("OUT|ERR");
      expect(yield* outcome(right.send(bytes(1)))).toBe("ConnectionRefused");
      expect(yield* outcome(right.takeError())).toBe("ok");
    });
  });

  it("drops what nobody receives in time", () => {
    runClean(function* () {
      const { left, right } = yield* pair();
      for (let i = 0; i < 300; i++) yield* left.sendTo(bytes(i & 255), RIGHT);
      yield* sleep(SECOND);
      let received = 0;
      while ((yield* right.recvFrom(1)).ok) received++;
      expect(received).toBe(256);
    });
  });

  it("has a port of its own until it is closed", () => {
    runClean(function* () {
      const { a, left } = yield* pair();
      const bind = () => as(a, () => SysUdpSocket.bind(LEFT));
      expect(yield* outcome(bind())).toBe("AddrInUse");
      yield* left.close();
      expect(yield* outcome(left.recvFrom(1))).toBe("Other");
      expect(yield* outcome(bind())).toBe("ok");
      expect(yield* outcome(as(a, () => SysUdpSocket.bind(RIGHT)))).toBe("AddrNotAvailable");
    });
  });

  it("sends no more than a datagram can hold, and to nobody unknown", () => {
    runClean(function* () {
      const { left } = yield* pair();
      expect(yield* outcome(left.sendTo(new Uint8Array(65_508), RIGHT))).toBe("InvalidInput");
      expect(yield* outcome(left.sendTo(bytes(1), { host: "nowhere", port: 1 }))).toBe("NotFound");
    });
  });

  it("loses what is sent into a partition, and keeps what is held", () => {
    runClean(function* () {
      const { network, left, right } = yield* pair();
      network.partition("left", "right");
      yield* left.sendTo(bytes(1), RIGHT);
      network.heal();
      network.hold("left", "right");
      yield* left.sendTo(bytes(2), RIGHT);
      yield* sleep(SECOND);
      expect(yield* outcome(right.recvFrom(1))).toBe("WouldBlock");
      network.release("left", "right");
      yield* sleep(SECOND);
      expect((yield* got(right.recvFrom(1))).bytes).toEqual(bytes(2));
      yield* left.sendTo(bytes(3), RIGHT);
      network.partition("left", "right");
      yield* sleep(SECOND);
      network.heal();
      yield* sleep(SECOND);
      expect(yield* outcome(right.recvFrom(1))).toBe("WouldBlock");
    });
  });

  it("orders what the sender did before what follows the receipt", () => {
    const model = function* (): Op<void> {
      const receiver = yield* got(SysUdpSocket.bind({ host: "localhost", port: 1 }));
      const cell = new UnsafeCell(0, "cell");
      yield* spawn(function* () {
        const sender = yield* got(SysUdpSocket.bind({ host: "localhost", port: 0 }));
        yield* cell.set(1);
        yield* sender.sendTo(bytes(1), receiver.localAddr);
      }, "sender");
      while ((yield* outcome(receiver.recvFrom(1))) === "WouldBlock") yield* yieldNow();
      expect(yield* cell.get()).toBe(1);
    };
    expect(sweep(model, { runs: 20 }).kinds).toEqual(["clean"]);
  });
});
