/** What was sent through one channel, and what became of it. */

export interface Sent {
  /** What the channel's events call it; the same value may be sent twice. */
  readonly message: unknown;
  /** The thread that sent it. */
  readonly sender: string;
  /** Nothing of it is in the channel any more. */
  gone: boolean;
  received: boolean;
}

export class ChannelHistory {
  readonly channel: object;
  /** No message is accepted any more. */
  closed = false;
  /** All that was in the channel has been dropped with it. */
  ended = false;
  /** In the order in which they were accepted. */
  private readonly messages: Sent[] = [];
  /** All before this one are gone. */
  private first = 0;
  /** By receiver of a broadcast, the number of the next message that it may receive. */
  private readonly next = new Map<object, number>();

  constructor(channel: object) {
    this.channel = channel;
  }

  send(message: unknown, sender: string): void {
    this.messages.push({ message, sender, gone: false, received: false });
  }

  /** The oldest that is still there. */
  get head(): Sent | undefined {
    this.passGone();
    return this.messages[this.first];
  }

  /** The oldest of this name that is still there. */
  find(message: unknown): Sent | undefined {
    this.passGone();
    for (let i = this.first; i < this.messages.length; i++) {
      const sent = this.messages[i] as Sent; // i < length
      if (!sent.gone && sent.message === message) return sent;
    }
    return undefined;
  }

  /** Whether there was ever a message of this name. */
  knows(message: unknown): boolean {
    return this.messages.some((sent) => sent.message === message);
  }

  /** The next of this name that `receiver` has not passed yet, and that is still there; passes it. */
  passTo(receiver: object, message: unknown): Sent | undefined {
    const next = this.next.get(receiver) ?? 0;
    for (let i = Math.max(next, this.first); i < this.messages.length; i++) {
      const sent = this.messages[i] as Sent; // i < length
      if (sent.gone || sent.message !== message) continue;
      this.next.set(receiver, i + 1);
      return sent;
    }
    return undefined;
  }

  /** Neither received by anybody nor dropped. */
  get lost(): Sent | undefined {
    return this.messages.find((sent) => !sent.gone && !sent.received);
  }

  private passGone(): void {
    while (this.messages[this.first]?.gone === true) this.first++;
  }
}
