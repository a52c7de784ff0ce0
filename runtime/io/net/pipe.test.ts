import { describe, expect, it } from "vitest";
import { check, type FaultPlan, type Op } from "../../../sim/index.ts";
import { Builder } from "../../builder.ts";
import { async_, wait } from "../../future/async.ts";
import { spawn } from "../../task/spawn.ts";
import { ByteVec } from "../byte-vec.ts";
import { readExact } from "../read-exact.ts";
import { readToEnd } from "../read-to-end.ts";
import { writeAll } from "../write-all.ts";
import { type PipeReceiver, type PipeSender, pipe } from "./pipe.ts";

/** Runs `body` on a runtime with I/O, under many schedules. */
function onRuntime(body: () => Op<void>, faults: FaultPlan = {}): void {
  const model = function* (): Op<void> {
    const runtime = yield* Builder.newMultiThread({ enableIo: true, workerThreads: 1 }).build();
    yield* runtime.blockOn(async_(body));
    yield* runtime.drop();
  };
  check(model, { iterations: 15, faults });
}

function* made(capacity: number): Op<readonly [PipeSender, PipeReceiver]> {
  const ends = yield* pipe({ capacity });
  if (!ends.ok) throw new Error(`${ends.error}`);
  return ends.value;
}

/** Sends all, in small writes, and closes. */
function* sends(sender: PipeSender, bytes: Uint8Array, atOnce: number): Op<boolean> {
  try {
    for (let i = 0; i < bytes.length; i += atOnce) {
      const sent = yield* wait(writeAll(sender, bytes.subarray(i, i + atOnce)));
      if (!sent.ok) return false;
    }
    return true;
  } finally {
    yield* sender.drop();
  }
}

/** What arrives at the other end of a pipe too small for it. */
function* carried(atOnce: number): Op<void> {
  const bytes = Uint8Array.from({ length: 9 }, (_, i) => i);
  const [sender, receiver] = yield* made(4);
  const task = yield* spawn(
    async_(() => sends(sender, bytes, atOnce), { captures: [sender] }),
    "sender",
  );
  const into = new ByteVec();
  expect(yield* wait(readToEnd(receiver, into))).toEqual({ ok: true, value: bytes.length });
  expect([...into.slice]).toEqual([...bytes]);
  expect(yield* wait(task)).toEqual({ ok: true, value: true });
  yield* receiver.drop();
}

describe("a pipe between tasks", () => {
  it.each([3, 9])("carries all bytes in order, however full it gets, %d at once", (atOnce) => {
    onRuntime(() => carried(atOnce));
  });

  it("does so while faults strike", () => {
    const often = { chance: 0.4, minNs: 0, maxNs: 1000 };
    onRuntime(() => carried(9), {
      shortRead: often,
      shortWrite: often,
      wouldBlock: often,
      interrupted: often,
      spuriousReadiness: often,
    });
  });

  it("breaks where the receiver is gone, also for a sender that waits", () => {
    onRuntime(function* () {
      const [sender, receiver] = yield* made(4);
      const task = yield* spawn(
        async_(() => sends(sender, new Uint8Array(9), 3), { captures: [sender] }),
        "sender",
      );
      yield* wait(readExact(receiver, new Uint8Array(1)));
      yield* receiver.drop();
      expect(yield* wait(task)).toEqual({ ok: true, value: false });
    });
  });

  it("lets both ends try without waiting", () => {
    onRuntime(function* () {
      const [sender, receiver] = yield* made(4);
      const into = new Uint8Array(8);
      expect(yield* receiver.tryRead(into)).toMatchObject({ error: { kind: "WouldBlock" } });
      yield* wait(sender.writable());
      expect(yield* sender.tryWrite(Uint8Array.of(1, 2, 3))).toEqual({ ok: true, value: 3 });
      expect(yield* sender.tryWrite(Uint8Array.of(4, 5))).toMatchObject({ error: { kind: "WouldBlock" } });
      yield* wait(receiver.readable());
      expect(yield* receiver.tryRead(into)).toEqual({ ok: true, value: 3 });
      expect([...into.subarray(0, 3)]).toEqual([1, 2, 3]);
      yield* sender.drop();
      yield* wait(receiver.readable());
      expect(yield* receiver.tryRead(into)).toEqual({ ok: true, value: 0 });
      yield* receiver.drop();
    });
  });
});
