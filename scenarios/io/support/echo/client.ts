/** A client that sends its message in chunks, the next one when the last was acknowledged, and never gives up. */
import { async_, sleep, TcpStream, timeout, wait } from "../../../../runtime/index.ts";
import { assert, type Op } from "../../../../sim/index.ts";
import { readFrame, writeFrame } from "./frame.ts";
import type { Journal } from "./journal.ts";
import { PORT } from "./server.ts";

const CHUNK = 2;
const CHUNKS = 3;

/** How long one connection may take, and how long a client waits before the next. */
const ATTEMPT_NS = 1_000_000_000;
const BACKOFF_NS = 100_000_000;

export class EchoClient {
  readonly message: Uint8Array;
  private readonly id: number;
  private readonly journal: Journal;
  private acknowledged = 0;

  constructor(id: number, journal: Journal) {
    this.id = id;
    this.journal = journal;
    this.message = Uint8Array.from({ length: CHUNK * CHUNKS }, (_, at) => id * CHUNKS + at);
  }

  *run(): Op<void> {
    for (;;) {
      const attempt = yield* wait(
        timeout(
          async_(() => this.connectAndSend()),
          ATTEMPT_NS,
        ),
      );
      if (attempt.ok && attempt.value) return;
      yield* wait(sleep(BACKOFF_NS));
    }
  }

  /** True when all was acknowledged; false: the connection did not hold that long. */
  private *connectAndSend(): Op<boolean> {
    const connected = yield* wait(TcpStream.connect({ host: "server", port: PORT }));
    if (!connected.ok) return false;
    const stream = connected.value;
    try {
      while (this.acknowledged < this.message.length) {
        const offset = this.acknowledged;
        const bytes = this.message.subarray(offset, offset + CHUNK);
        const sent = yield* writeFrame(stream, { client: this.id, offset, bytes });
        if (!sent.ok) return false;
        const echo = yield* readFrame(stream);
        if (!echo.ok) return false;
        assert(echo.value.client === this.id, "an echo is for somebody else");
        this.hear(echo.value.offset);
      }
      return true;
    } finally {
      yield* stream.drop();
    }
  }

  /** The server says that it has `count` bytes. */
  private hear(count: number): void {
    assert(count >= this.acknowledged && count <= this.message.length, "more or less is acknowledged than was sent");
    this.acknowledged = count;
    this.journal.mustHave(this.id, this.message.subarray(0, count));
  }
}
