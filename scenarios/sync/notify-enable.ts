/**
 * A channel of many senders and receivers: without `enable` two notifications could be kept as one, and of two
 * receivers that had both found nothing one would sleep for ever.
 */
import { scenario } from "../../properties/index.ts";
import { async_, blockOn, Notify, wait } from "../../runtime/index.ts";
import { assert, Mutex, type Op, spawn } from "../../sim/index.ts";

class Channel {
  private readonly messages = new Mutex<number[]>([], "messages");
  private readonly sent = new Notify("sent");

  *send(message: number): Op<void> {
    yield* this.messages.with(function* (messages) {
      messages.push(message);
    });
    yield* this.sent.notifyOne();
  }

  *receive(): Op<number> {
    for (;;) {
      const notified = yield* this.sent.notified();
      yield* notified.enable();
      const message = yield* this.messages.with(function* (messages) {
        return messages.shift();
      });
      if (message === undefined) {
        yield* wait(notified);
        continue;
      }
      yield* notified.drop();
      return message;
    }
  }
}

export const notifyEnable = scenario({
  name: "sync/notify-enable",
  about: "Two threads receive one message each from a channel over Notify while a third one sends both.",
  source: "tokio sync/notify.rs: the example of Notified::enable",
  *model() {
    const channel = new Channel();
    const receive = () => blockOn(async_(() => channel.receive()));
    const first = yield* spawn(receive, "first");
    const second = yield* spawn(receive, "second");
    yield* channel.send(1);
    yield* channel.send(2);
    const received = (yield* first.join()) + (yield* second.join());
    assert(received === 3, `the messages 1 and 2 were sent, and what came was ${received} in sum`);
  },
});
