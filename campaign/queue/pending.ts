/** An order that waits for its reply. */
import type { Order, Reply } from "./order.ts";

export class Pending {
  readonly order: Order;
  readonly reply: Promise<Reply | null>;
  /** Whether it is in the queue: what is, and is not found there, was lost. */
  placed: "no" | "being" | "yes" = "no";
  #resolve: (reply: Reply | null) => void = () => undefined;

  constructor(order: Order) {
    this.order = order;
    this.reply = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  /** Null hands the order back: nobody began. */
  settle(reply: Reply | null): void {
    this.#resolve(reply);
  }
}
