/**
 * Requests go to one thread through a channel, each with the sender for its reply. A client that gives up drops
 * its receiver; one whose request lies in the channel when the thread goes is told that no reply will come.
 */
import { scenario } from "../../properties/index.ts";
import { blockOn, mpsc, type OneshotSender, oneshot } from "../../runtime/index.ts";
import { assert, type Op, Owned, spawn } from "../../sim/index.ts";

class Request extends Owned {
  readonly sort = "request";
  readonly value: number;
  private readonly sender: OneshotSender<number>;

  constructor(value: number, sender: OneshotSender<number>) {
    super(`request ${value}`);
    this.value = value;
    this.sender = sender;
  }

  *reply(value: number): Op<void> {
    this.consume("replied to");
    // The client may have given up: its reply comes back.
    const sent = yield* this.sender.send(value);
    assert(sent.ok || sent.error === value, "another value came back than was sent");
  }

  drop(): Op<void> {
    this.consume("dropped");
    return this.sender.drop();
  }
}

/** Replies to one request and goes, with whatever lies in the channel. */
function* serveOne(requests: mpsc.Receiver<Request>): Op<void> {
  const request = yield* blockOn(requests.recv());
  assert(request !== null, "no request came");
  yield* request.reply(request.value * 10);
  yield* requests.drop();
}

/** The reply; null where none comes, undefined where it does not wait for it. */
function* ask(requests: mpsc.Sender<Request>, value: number, waits: boolean): Op<number | null | undefined> {
  const [sender, receiver] = yield* oneshot<number>(`reply ${value}`);
  const sent = yield* blockOn(requests.send(new Request(value, sender)));
  if (!sent.ok) yield* sent.error.value.drop();
  yield* requests.drop();
  if (waits) {
    const reply = yield* blockOn(receiver);
    return reply.ok ? reply.value : null;
  }
  yield* receiver.drop();
  return undefined;
}

export const requestReply = scenario({
  name: "sync/request-reply",
  about: "Two clients ask a thread that replies to one request and goes; one of them may give up at once.",
  source: 'tokio\'s tutorial, "Channels": a oneshot sender in each command',
  options: { waits: { oneOf: [true, false] } },
  *model({ waits }) {
    const [requests, receiver] = yield* mpsc.channel<Request>(1, { name: "requests", blockSlots: 1 });
    const other = yield* requests.clone();
    const server = yield* spawn(() => serveOne(receiver), "server");
    const left = yield* spawn(() => ask(requests, 1, true), "left");
    const right = yield* spawn(() => ask(other, 2, waits), "right");
    const replies = [yield* left.join(), yield* right.join()];
    yield* server.join();
    assert(replies[0] === 10 || replies[0] === null, `the first client was told ${replies[0]}`);
    assert(!waits || replies[1] === 20 || replies[1] === null, `the second client was told ${replies[1]}`);
    assert(!waits || (replies[0] === null) !== (replies[1] === null), "not exactly one request was replied to");
  },
});
