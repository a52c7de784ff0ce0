import { describe, expect, it } from "vitest";
import { catchUnwind, type IoResult, type Op } from "../../../sim/index.ts";
import { Builder } from "../../builder.ts";
import { async_, wait } from "../../future/async.ts";
import type { Future } from "../../future/future.ts";
import { pollFn } from "../../future/poll-fn.ts";
import { runClean } from "../../future/testing/run.ts";
import { ByteVec } from "../byte-vec.ts";
import { Interest } from "../interest.ts";
import { read } from "../read.ts";
import { readToEnd } from "../read-to-end.ts";
import { decodeUtf8, encodeUtf8 } from "../utf8.ts";
import { writeAll } from "../write-all.ts";
import { TcpListener } from "./tcp-listener.ts";
import { TcpStream } from "./tcp-stream.ts";
import { UdpSocket } from "./udp-socket.ts";

const ADDR = { host: "localhost", port: 80 };

/** Runs `body` on a current-thread runtime; nothing may be left over. */
function onRuntime(body: () => Op<void>): void {
  runClean(function* () {
    const runtime = yield* Builder.newCurrentThread({ enableIo: true }).build();
    yield* runtime.blockOn(async_(body));
    yield* runtime.drop();
  });
}

function good<T>(result: IoResult<T>): T {
  if (!result.ok) throw new Error(`${result.error}`);
  return result.value;
}

function* get<T>(future: Future<IoResult<T>>): Op<T> {
  return good(yield* wait(future));
}

const kind = (result: IoResult<unknown>): string => (result.ok ? "ok" : result.error.kind);

/** A connection, and who listened for it. */
function* connected(): Op<{ client: TcpStream; server: TcpStream; listener: TcpListener }> {
  const listener = yield* get(TcpListener.bind(ADDR));
  const client = yield* get(TcpStream.connect(ADDR));
  const { stream: server, peer } = yield* get(listener.accept());
  expect(peer).toEqual(client.localAddr);
  expect(good(client.peerAddr())).toEqual(server.localAddr);
  return { client, server, listener };
}

describe("TcpStream", () => {
  it("tries at once, and would block where there is nothing", () => {
    onRuntime(function* () {
      const { client, server, listener } = yield* connected();
      const into = new Uint8Array(4);
      expect(kind(yield* server.tryRead(into))).toBe("WouldBlock");
      expect((yield* get(client.ready(Interest.WRITABLE))).isWritable).toBe(true);
      expect(good(yield* client.tryWrite(encodeUtf8("abc")))).toBe(3);
      yield* get(server.readable());
      expect(yield* get(server.peek(into))).toBe(3);
      expect(good(yield* server.tryRead(into))).toBe(3);
      expect(decodeUtf8(into.subarray(0, 3))).toBe("abc");
      expect(kind(yield* server.tryRead(into))).toBe("WouldBlock");
      yield* client.drop();
      yield* server.drop();
      yield* listener.drop();
    });
  });

  it("connects to the first of several addresses that takes it, and fails with the last error", () => {
    onRuntime(function* () {
      expect(kind(yield* wait(TcpStream.connect([])))).toBe("InvalidInput");
      expect(kind(yield* wait(TcpStream.connect([{ ...ADDR, host: "nowhere" }, ADDR])))).toBe("ConnectionRefused");
      const listener = yield* get(TcpListener.bind(ADDR));
      const stream = yield* get(TcpStream.connect([{ ...ADDR, port: 81 }, ADDR]));
      expect(good(stream.peerAddr()).port).toBe(80);
      yield* stream.drop();
      yield* listener.drop();
    });
  });

  it("needs a runtime with I/O", () => {
    runClean(function* () {
      const runtime = yield* Builder.newCurrentThread().build();
      const caught = yield* catchUnwind(() => runtime.blockOn(TcpListener.bind(ADDR)));
      expect(caught.ok ? "" : caught.panic.message).toContain("IO is disabled");
      yield* runtime.drop();
    });
  });
});

describe("the halves of a stream", () => {
  it("say that no more comes when the one to write is dropped, and close with the second", () => {
    onRuntime(function* () {
      const { client, server, listener } = yield* connected();
      const [reader, writer] = yield* client.intoSplit();
      yield* get(writeAll(writer, encodeUtf8("bye")));
      yield* writer.drop();
      const heard = new ByteVec();
      expect(yield* get(readToEnd(server, heard))).toBe(3);
      yield* get(writeAll(server, encodeUtf8("hm")));
      expect(yield* get(read(reader, new Uint8Array(4)))).toBe(2);
      yield* reader.drop();
      yield* server.drop();
      yield* listener.drop();
    });
  });

  it("become one stream again, which can still write; halves of two streams do not", () => {
    onRuntime(function* () {
      const { client, server, listener } = yield* connected();
      const [reader, writer] = yield* client.intoSplit();
      const whole = yield* reader.reunite(writer);
      expect(whole).toBe(client);
      yield* get(writeAll(client, encodeUtf8("x")));
      expect(yield* get(read(server, new Uint8Array(4)))).toBe(1);
      const [reads, writes] = yield* client.intoSplit();
      const [others, otherWrites] = yield* server.intoSplit();
      expect(yield* reads.reunite(otherWrites)).toBe(null);
      yield* others.drop();
      yield* writes.drop();
      yield* listener.drop();
    });
  });
});

describe("TcpListener", () => {
  it("accepts by polls too, has its port alone, and gives it back when it is dropped", () => {
    onRuntime(function* () {
      const listener = yield* get(TcpListener.bind(ADDR));
      expect(listener.localAddr).toEqual(ADDR);
      expect(kind(yield* wait(TcpListener.bind(ADDR)))).toBe("AddrInUse");
      const client = yield* get(TcpStream.connect(ADDR));
      const { stream } = yield* get(pollFn((cx) => listener.pollAccept(cx)));
      expect(good(stream.peerAddr())).toEqual(client.localAddr);
      yield* stream.drop();
      yield* client.drop();
      yield* listener.drop();
      yield* (yield* get(TcpListener.bind(ADDR))).drop();
    });
  });
});

describe("UdpSocket", () => {
  it("sends to anyone, or to the one that it is connected to, and loses what does not fit", () => {
    onRuntime(function* () {
      const a = yield* get(UdpSocket.bind(ADDR));
      const b = yield* get(UdpSocket.bind({ ...ADDR, port: 0 }));
      const into = new Uint8Array(2);
      expect(kind(yield* a.tryRecvFrom(into))).toBe("WouldBlock");
      expect(yield* get(b.sendTo(encodeUtf8("abc"), ADDR))).toBe(3);
      expect(yield* get(a.recvFrom(into))).toEqual({ length: 2, from: b.localAddr });
      expect((yield* get(a.ready(Interest.WRITABLE))).isWritable).toBe(true);
      expect(good(yield* a.trySendTo(encodeUtf8("d"), b.localAddr))).toBe(1);
      good(yield* b.connect(ADDR));
      expect(yield* get(b.recv(into))).toBe(1);
      expect(yield* get(b.send(encodeUtf8("e")))).toBe(1);
      expect((yield* get(a.recvFrom(into))).length).toBe(1);
      yield* a.drop();
      yield* b.drop();
    });
  });
});
