/** A server that stores what it is sent, and then echoes it. Its machine may lose power at any time. */
import {
  type AbortHandle,
  async_,
  Builder,
  sleep,
  spawn as spawnTask,
  TcpListener,
  type TcpStream,
  wait,
} from "../../../../runtime/index.ts";
import { type Host, type Op, spawn } from "../../../../sim/index.ts";
import { readFrame, writeFrame } from "./frame.ts";
import type { Journal } from "./journal.ts";

export const PORT = 7;

/** How long the disk takes. */
const STORE_NS = 1_000_000;

export class EchoServer {
  private readonly host: Host;
  private readonly journal: Journal;
  private isOn = true;

  constructor(host: Host, journal: Journal) {
    this.host = host;
    this.journal = journal;
  }

  /** The machine's life: after each crash its program is started anew, until it is switched off. */
  *run(): Op<void> {
    while (this.isOn) {
      const { crashes } = this.host;
      const runtime = yield* Builder.newCurrentThread({ name: "server", enableAll: true }).build();
      const serving = yield* runtime.spawn(
        async_(() => this.serve()),
        "serve",
      );
      const abort = yield* serving.abortHandle();
      const power = yield* spawn(() => this.endsWithCrash(crashes, abort), "power");
      yield* runtime.blockOn(serving);
      yield* power.join();
      yield* runtime.drop();
      yield* this.host.up();
    }
  }

  /** Ends `run`. */
  switchOff(): void {
    this.isOn = false;
    this.host.crash();
    this.host.restart();
  }

  /** A program does not notice that its machine is down: it is gone. */
  private *endsWithCrash(crashes: number, program: AbortHandle): Op<void> {
    yield* this.host.down(crashes);
    yield* program.abort();
    yield* program.drop();
  }

  private *serve(): Op<void> {
    const bound = yield* wait(TcpListener.bind({ host: "0.0.0.0", port: PORT }));
    if (!bound.ok) return;
    const listener = bound.value;
    try {
      for (;;) {
        const accepted = yield* wait(listener.accept());
        if (!accepted.ok) return;
        const { stream } = accepted.value;
        const answers = async_(() => this.answer(stream), { captures: [stream] });
        yield* (yield* spawnTask(answers, "connection")).drop();
      }
    } finally {
      yield* listener.drop();
    }
  }

  /** One connection, to its end. */
  private *answer(stream: TcpStream): Op<void> {
    try {
      for (;;) {
        const request = yield* readFrame(stream);
        if (!request.ok) return;
        const { client, offset, bytes } = request.value;
        // Stored first: what is acknowledged has arrived, whatever happens next.
        yield* wait(sleep(STORE_NS));
        const count = this.journal.store(client, offset, bytes);
        const echoed = yield* writeFrame(stream, { client, offset: count, bytes });
        if (!echoed.ok) return;
      }
    } finally {
      yield* stream.drop();
    }
  }
}
