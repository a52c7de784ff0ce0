/**
 * I15, channel correctness: each message that a channel accepted is received or dropped, once, in the order
 * of acceptance; a channel that was closed accepts nothing, and with one that is gone nothing is done.
 *
 * Each receiver of a broadcast has every message once, in order, but for those that it lags behind; what is
 * dropped from the ring is received no more. Whether a whole history of calls can be explained by a
 * sequential channel is not asked here but in `properties/linearizability/`.
 */
import type { RuntimeEvent } from "../../runtime/index.ts";
import { type Execution, finding, type Listener } from "../../sim/index.ts";
import { ChannelHistory } from "./channel-history.ts";
import { labelOf, nameOfMessage } from "./label-of.ts";
import { Roster } from "./roster.ts";

type Moved = Extract<RuntimeEvent, { readonly channel: object; readonly message: unknown }>;

export class ChannelCorrectness implements Listener {
  private execution: Execution | null = null;
  private readonly channels = new Roster<ChannelHistory>();

  onBegin(execution: Execution): void {
    this.execution = execution;
    this.channels.clear();
  }

  onEvent(event: RuntimeEvent): void {
    switch (event.type) {
      case "channel.new":
        this.of(event.channel);
        return;
      case "channel.close":
        this.of(event.channel).closed = true;
        return;
      case "channel.end":
        this.ends(this.of(event.channel));
        return;
      case "channel.send":
      case "channel.receive":
      case "channel.drop":
        this.moves(this.of(event.channel), event);
    }
  }

  onEnd(): void {
    for (const history of this.channels.all) if (!history.ended) this.lost(history, "when all is over");
  }

  private moves(history: ChannelHistory, event: Moved): void {
    if (history.ended) {
      const what = nameOfMessage(event.message);
      this.fail(`${verbOf(event)} ${what} of ${nameOf(history)}, which is gone`, "after the end");
    }
    if (event.type === "channel.send") this.sent(history, event.message);
    else if (event.type === "channel.drop") this.dropped(history, event.message);
    else if (event.receiver === undefined) this.received(history, event.message);
    else this.receivedBy(history, event.receiver, event.message);
  }

  private sent(history: ChannelHistory, message: unknown): void {
    if (history.closed)
      this.fail(`sends ${nameOfMessage(message)} into ${nameOf(history)}, which is closed`, "sent late");
    history.send(message, this.who);
  }

  private received(history: ChannelHistory, message: unknown): void {
    const { head } = history;
    const sent = history.find(message);
    if (sent === undefined) {
      this.unknown(history, message, "receives");
      return;
    }
    if (head !== undefined && head !== sent && head.message !== message) {
      const order = `receives ${nameOfMessage(message)} of ${nameOf(history)} before ${nameOfMessage(head.message)}`;
      this.fail(`${order}, which "${head.sender}" sent earlier`, "out of order");
    }
    sent.gone = true;
    sent.received = true;
  }

  private receivedBy(history: ChannelHistory, receiver: object, message: unknown): void {
    const sent = history.passTo(receiver, message);
    if (sent !== undefined) sent.received = true;
    else if (history.find(message) === undefined) this.unknown(history, message, "receives");
    else {
      const who = labelOf(receiver, "the receiver");
      this.fail(
        `has ${who} receive ${nameOfMessage(message)} of ${nameOf(history)}, which it had passed`,
        "out of order",
      );
    }
  }

  private dropped(history: ChannelHistory, message: unknown): void {
    const sent = history.find(message);
    if (sent === undefined) this.unknown(history, message, "drops");
    else sent.gone = true;
  }

  private unknown(history: ChannelHistory, message: unknown, verb: string): void {
    const known = history.knows(message);
    const why = known ? "which is no longer there" : "which nobody sent";
    this.fail(
      `${verb} ${nameOfMessage(message)} of ${nameOf(history)}, ${why}`,
      known ? `${verb} twice` : `${verb} nothing`,
    );
  }

  private ends(history: ChannelHistory): void {
    if (history.ended) this.fail(`drops ${nameOf(history)}, which is gone`, "ends twice");
    this.lost(history, `when "${this.who}" drops it`);
    history.ended = true;
  }

  private lost(history: ChannelHistory, when: string): void {
    const { lost } = history;
    if (lost === undefined) return;
    const what = `${nameOf(history)} accepted ${nameOfMessage(lost.message)} from "${lost.sender}"`;
    this.raise(`${what}, which ${when} was neither received nor dropped.`, "lost");
  }

  private of(channel: object): ChannelHistory {
    return this.channels.find(channel) ?? this.channels.add(channel, new ChannelHistory(channel));
  }

  private get who(): string {
    return this.execution?.thread.name ?? "";
  }

  private fail(what: string, involved: string): void {
    this.raise(`"${this.who}" ${what}.`, involved);
  }

  private raise(message: string, involved: string): void {
    this.execution?.fail(finding("invariant", message, { invariant: "I15", involved: [involved] }));
  }
}

function verbOf({ type }: Moved): string {
  return { "channel.send": "sends", "channel.receive": "receives", "channel.drop": "drops" }[type];
}

function nameOf({ channel }: ChannelHistory): string {
  return labelOf(channel, "a channel");
}
