import { describe, expect, it } from "vitest";
import { catchUnwind, type Op, pipe, type SysPipeReader } from "../../sim/index.ts";
import { Builder } from "../builder.ts";
import { Context } from "../future/context.ts";
import { RecordingWaker } from "../future/recording-waker.ts";
import { runClean } from "../future/testing/run.ts";
import { remainingBudget, withBudget } from "../task/coop.ts";
import { type IoDriver, newIoDriver } from "./driver.ts";
import type { IoHandle } from "./handle.ts";
import { Interest } from "./interest.ts";
import { PollEvented } from "./poll-evented.ts";
import { ReadBuf } from "./read-buf.ts";
import { NOTIFY_AFTER } from "./registration-set.ts";

interface Given {
  readonly driver: IoDriver;
  readonly handle: IoHandle;
  /** What stands for a runtime's handle. */
  readonly runtime: { readonly driver: { io(): IoHandle } };
  turn(): Op<void>;
  shutdown(): Op<void>;
}

function withDriver(body: (given: Given) => Op<void>): void {
  runClean(function* () {
    const { driver, handle } = newIoDriver();
    const io = { io: () => handle };
    yield* body({
      driver,
      handle,
      runtime: { driver: io },
      turn: () => driver.parkTimeout(io, 0),
      shutdown: () => driver.shutdown(io),
    });
  });
}

function* registered(reader: SysPipeReader, { runtime }: Given): Op<PollEvented<SysPipeReader>> {
  const evented = yield* PollEvented.new(reader, Interest.READABLE, runtime);
  if (!evented.ok) throw new Error(evented.error.message);
  return evented.value;
}

const bytes = (...values: number[]): Uint8Array => new Uint8Array(values);

/** Polls with a waker of its own, which is dropped afterwards. */
function* polling<R>(poll: (cx: Context) => Op<R>, wakes = new RecordingWaker("task")): Op<R> {
  const waker = wakes.waker();
  const result = yield* poll(new Context(waker));
  yield* waker.drop();
  return result;
}

describe("IoDriver", () => {
  it("is missing where the builder did not enable it, and says how to", () => {
    runClean(function* () {
      const runtime = yield* Builder.newCurrentThread().build();
      const current = runtime.enter();
      const { reader, writer } = pipe();
      const caught = yield* catchUnwind(() => PollEvented.new(reader));
      expect(!caught.ok && caught.panic.payload).toBe(
        "A Tokio 1.x context was found, but IO is disabled. Call `enable_io` on the runtime builder to enable IO.",
      );
      current.drop();
      for (const end of [reader, writer]) yield* end.close();
      yield* runtime.drop();
    });
  });

  it("refuses what is registered once it is shut down, and closes it", () => {
    withDriver(function* ({ runtime, shutdown }) {
      yield* shutdown();
      const { reader, writer } = pipe();
      const refused = yield* PollEvented.new(reader, Interest.READABLE, runtime);
      expect(refused).toMatchObject({ ok: false, error: { kind: "Other" } });
      expect(!refused.ok && refused.error.message).toContain("is being shutdown");
      expect(reader.closed).toBe(true);
      yield* writer.close();
    });
  });

  it("keeps nothing of a registration that the poller refused", () => {
    withDriver(function* (given) {
      const { reader, writer } = pipe();
      const evented = yield* registered(reader, given);
      const again = yield* PollEvented.new(reader, Interest.READABLE, given.runtime);
      expect(again).toMatchObject({ ok: false, error: { kind: "AlreadyExists" } });
      yield* evented.drop();
      yield* writer.close();
      yield* given.turn();
      expect(given.handle.synced.peek().registrations.isEmpty).toBe(true);
      yield* given.shutdown();
    });
  });

  it("releases what was deregistered at its next turn, and is woken when there is much of it", () => {
    withDriver(function* (given) {
      const synced = given.handle.synced.peek();
      for (let i = 0; i < NOTIFY_AFTER; i++) {
        const { reader, writer } = pipe();
        yield* (yield* registered(reader, given)).drop();
        yield* writer.close();
        expect(synced.pendingRelease).toHaveLength(i + 1);
      }
      // Returns: it was woken.
      yield* given.driver.park(given.runtime.driver);
      expect(synced.pendingRelease).toEqual([]);
      expect(synced.registrations.isEmpty).toBe(true);
      yield* given.shutdown();
    });
  });

  it("remembers that a signal came in, until it is asked", () => {
    withDriver(function* ({ driver, handle, turn, shutdown }) {
      const { reader, writer } = pipe();
      yield* handle.registerSignalReceiver(reader);
      yield* turn();
      expect(driver.consumeSignalReady()).toBe(false);
      yield* writer.write(bytes(1));
      yield* turn();
      expect([driver.consumeSignalReady(), driver.consumeSignalReady()]).toEqual([true, false]);
      for (const end of [reader, writer]) yield* end.close();
      yield* shutdown();
    });
  });
});

describe("PollEvented", () => {
  it("clears the readiness after a read that had room for more, as the next edge is yet to come", () => {
    withDriver(function* (given) {
      const { reader, writer } = pipe();
      const evented = yield* registered(reader, given);
      yield* writer.write(bytes(1, 2, 3));
      yield* given.turn();
      const isReadable = () =>
        evented.registration.tryIo(Interest.READABLE, function* () {
          return { ok: true, value: "tried" } as const;
        });
      const full = new ReadBuf(new Uint8Array(2));
      yield* polling((cx) => evented.pollRead(cx, full));
      expect([...full.filled]).toEqual([1, 2]);
      expect((yield* isReadable()).ok).toBe(true);
      const part = new ReadBuf(new Uint8Array(2));
      yield* polling((cx) => evented.pollRead(cx, part));
      expect([...part.filled]).toEqual([3]);
      expect((yield* isReadable()).ok).toBe(false);
      yield* evented.drop();
      yield* writer.close();
      yield* given.shutdown();
    });
  });

  it("gives the resource back, which another driver may have then", () => {
    withDriver(function* (given) {
      const { reader, writer } = pipe();
      const back = yield* (yield* registered(reader, given)).intoInner();
      expect(back).toEqual({ ok: true, value: reader });
      expect(reader.closed).toBe(false);
      yield* (yield* registered(reader, given)).drop();
      expect(reader.closed).toBe(true);
      yield* writer.close();
      yield* given.shutdown();
    });
  });
});

describe("Registration", () => {
  it("is woken by the last waker that polled, and drops it with itself", () => {
    withDriver(function* (given) {
      const { reader, writer } = pipe();
      const evented = yield* registered(reader, given);
      const [first, second] = [new RecordingWaker("first"), new RecordingWaker("second")];
      for (const wakes of [first, second, second]) {
        expect((yield* polling((cx) => evented.registration.pollReadReady(cx), wakes)).ready).toBe(false);
      }
      expect([first.count("clone"), second.count("clone")]).toEqual([1, 1]);
      yield* writer.write(bytes(1));
      yield* given.turn();
      expect([first.wakes, second.wakes]).toEqual([0, 1]);
      yield* evented.drop();
      yield* writer.close();
      yield* given.shutdown();
    });
  });

  it("spends of the budget where there is something, and nothing where there is not", () => {
    withDriver(function* (given) {
      const { reader, writer } = pipe();
      const evented = yield* registered(reader, given);
      const poll = () => polling((cx) => evented.registration.pollReadReady(cx));
      yield* withBudget(5, function* () {
        expect((yield* poll()).ready).toBe(false);
        expect(remainingBudget()).toBe(5);
        yield* writer.write(bytes(1));
        yield* given.turn();
        expect((yield* poll()).ready).toBe(true);
        expect(remainingBudget()).toBe(4);
      });
      yield* evented.drop();
      yield* writer.close();
      yield* given.shutdown();
    });
  });
});
