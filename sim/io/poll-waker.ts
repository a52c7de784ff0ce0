/** mio's `Waker`: an eventfd that is registered for reading and never read, so that each write is an edge. */
import { step } from "../engine/operation.ts";
import { StepKind } from "../engine/step-kind.ts";
import type { Op } from "../op.ts";
import { EPOLLIN, READABLE } from "./epoll.ts";
import { IO_DONE, type IoResult, showIo } from "./io-error.ts";
import type { Poller } from "./poller.ts";
import { Source } from "./source.ts";

class EventFd extends Source {
  override readonly sort = "eventfd";
  override readonly alwaysHonest = true;
  private written = false;

  levels(): number {
    return this.written ? EPOLLIN : 0;
  }

  write(): void {
    this.written = true;
    this.edge(EPOLLIN);
  }
}

export class PollWaker {
  private readonly eventFd: EventFd;

  /** Registers itself with `poller`, which tells of wakes under `token`. */
  constructor(poller: Poller, token: number) {
    this.eventFd = new EventFd(`${poller.label}.waker`);
    poller.list.add(this.eventFd, token, READABLE);
  }

  /** Ends the poller's poll, or its next one. Several wakes before a poll are one event. */
  wake(): Op<IoResult<void>> {
    return step(WAKE, this.eventFd, "Release");
  }
}

const WAKE = new StepKind<IoResult<void>>({
  name: "wake",
  access: "write",
  perform: (op) => {
    (op.target as EventFd).write(); // built by `wake` alone
    return IO_DONE;
  },
  showResult: (_op, result) => showIo(result),
});
