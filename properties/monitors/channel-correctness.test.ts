import { describe, expect, it } from "vitest";
import type { RuntimeEvent } from "../../runtime/index.ts";
import { firstFinding } from "../testing/first-finding.ts";
import { claim } from "../testing/one-task.ts";
import { CHANNELS } from "./alarms.ts";
import { ChannelCorrectness } from "./channel-correctness.ts";
import { WhenTold } from "./when-told.ts";

const channel = { label: "chan" };
const LEFT = { label: "left" };
const RIGHT = { label: "right" };

const NEW: RuntimeEvent = { type: "channel.new", channel };
const CLOSE: RuntimeEvent = { type: "channel.close", channel };
const END: RuntimeEvent = { type: "channel.end", channel };
const send = (message: unknown): RuntimeEvent => ({ type: "channel.send", channel, message });
const drop = (message: unknown): RuntimeEvent => ({ type: "channel.drop", channel, message });
const receive = (message: unknown, receiver?: object): RuntimeEvent =>
  receiver === undefined
    ? { type: "channel.receive", channel, message }
    : { type: "channel.receive", channel, message, receiver };

const watch = (...events: readonly RuntimeEvent[]) =>
  firstFinding(
    () => [new WhenTold(CHANNELS, [new ChannelCorrectness()])],
    function* () {
      for (const event of [NEW, ...events]) claim(event);
    },
    1,
  );

describe("I15, channel correctness", () => {
  it("holds where what was sent is received in order, or dropped, also of equal messages", () => {
    expect(watch(send(1), send(1), receive(1), send(2), receive(1), CLOSE, receive(2), END)).toBeNull();
    expect(watch(send(1), send(2), receive(1), drop(2), END)).toBeNull();
  });

  it("holds where each receiver of a broadcast has all in order, but for what it lags behind", () => {
    const lagging = [
      send(2),
      drop(1),
      send(3),
      receive(2, LEFT),
      receive(3, LEFT),
      receive(3, RIGHT),
      drop(2),
      drop(3),
    ];
    expect(watch(send(1), receive(1, LEFT), ...lagging, END)).toBeNull();
  });

  it("is broken by a message that nobody sent, or that comes twice", () => {
    const finding = watch(send(1), receive(2));
    expect(finding).toMatchObject({ kind: "invariant", invariant: "I15" });
    expect(finding?.message).toBe('"main" receives 2 of chan, which nobody sent.');
    expect(watch(send(1), receive(1), receive(1))?.message).toBe(
      '"main" receives 1 of chan, which is no longer there.',
    );
    expect(watch(send("a"), drop("a"), drop("a"))?.message).toBe('"main" drops "a" of chan, which is no longer there.');
  });

  it("is broken by a message that overtakes another", () => {
    expect(watch(send({ value: 1 }), send(RIGHT), receive(RIGHT))?.message).toContain("before");
    const finding = watch(send(1), send(2), receive(2));
    expect(finding?.message).toBe('"main" receives 2 of chan before 1, which "main" sent earlier.');
  });

  it("is broken by a receiver of a broadcast that has a message twice, too late, or one that is gone", () => {
    const again = watch(send(1), receive(1, LEFT), receive(1, RIGHT), receive(1, LEFT));
    expect(again?.message).toBe('"main" has left receive 1 of chan, which it had passed.');
    const late = watch(send(1), send(2), receive(2, LEFT), receive(1, LEFT));
    expect(late?.message).toBe('"main" has left receive 1 of chan, which it had passed.');
    expect(watch(send(1), drop(1), receive(1, LEFT))?.message).toContain("no longer there");
  });

  it("is broken by a message that is accepted and forgotten", () => {
    const left = watch(send(1), send(2), receive(1), END);
    expect(left?.message).toBe(
      'chan accepted 2 from "main", which when "main" drops it was neither received nor dropped.',
    );
    expect(watch(send(1))?.message).toBe(
      'chan accepted 1 from "main", which when all is over was neither received nor dropped.',
    );
  });

  it("is broken by what is done with a channel that is closed, or gone", () => {
    expect(watch(CLOSE, send(1))?.message).toBe('"main" sends 1 into chan, which is closed.');
    expect(watch(send(1), receive(1), END, receive(1))?.message).toBe('"main" receives 1 of chan, which is gone.');
    expect(watch(END, END)?.message).toBe('"main" drops chan, which is gone.');
  });
});
