/**
 * The coordinator's end of the queue. Orders are BullMQ jobs and replies are what jobs return. A reply
 * comes as an event; whoever owns this looks every now and then as well, since events are lost with a
 * connection, and jobs with a Redis that keeps nothing.
 */
import type { JobType, Queue, QueueEvents } from "bullmq";
import { type Client, PREFIX, QUEUE } from "./client.ts";
import type { Order, Reply } from "./order.ts";
import { Pending } from "./pending.ts";
import { slotsOf } from "./worker-name.ts";

/** What nobody came back for, such as the replies to a coordinator that died, is kept for a day. */
const KEPT = { age: 24 * 60 * 60 };
/** Events carry replies, which are large; those that are overwritten unread are found by looking. */
const EVENTS_MAX = 200;
/** How long one request for events waits; a process lingers for it where the connection is gone at its end. */
const EVENTS_MS = 2_000;

export class Dispatch {
  readonly #queue: Queue<Order, Reply>;
  readonly #events: QueueEvents;
  readonly #pending = new Map<string, Pending>();
  /** Jobs whose replies were handed over since the last look, and before it. */
  #handedOver: string[] = [];

  constructor({ bullmq, connection }: Client, onTrouble: (error: Error) => void) {
    const shared = { connection, prefix: PREFIX };
    this.#queue = new bullmq.Queue(QUEUE, { ...shared, streams: { events: { maxLen: EVENTS_MAX } } });
    this.#events = new bullmq.QueueEvents(QUEUE, { ...shared, blockingTimeout: EVENTS_MS });
    this.#queue.on("error", onTrouble);
    this.#events.on("error", onTrouble);
    // Typed as text, and parsed by then.
    this.#events.on("completed", ({ jobId, returnvalue }) => this.#settle(jobId, returnvalue as unknown as Reply));
    this.#events.on("failed", ({ jobId, failedReason }) => this.#settle(jobId, lost(failedReason)));
  }

  /** Withdraws what an earlier coordinator of the same campaign ordered and nobody began: it may cut otherwise. */
  async begin(campaign: string): Promise<void> {
    await this.#events.waitUntilReady();
    await this.#remove(campaign, ["waiting"]);
  }

  /** The reply to `order`, or null where it was withdrawn. What was ordered before under `id` is not ordered again. */
  ask(id: string, order: Order): Promise<Reply | null> {
    const known = this.#pending.get(id);
    if (known !== undefined) return known.reply;
    const pending = new Pending(order);
    this.#pending.set(id, pending);
    void this.#place(id, pending);
    return pending.reply;
  }

  /** How many orders the workers that listen work on at once. */
  async slots(): Promise<number> {
    return slotsOf((await this.#queue.getWorkers()).map(({ rawname = "" }) => rawname));
  }

  /** Looks after what is open, and forgets what is not. */
  async look(): Promise<void> {
    const handedOver = this.#handedOver;
    this.#handedOver = [];
    for (const id of handedOver) await this.#queue.remove(id);
    for (const [id, pending] of this.#pending) if (pending.placed !== "being") await this.#lookAfter(id, pending);
  }

  /** Takes back what nobody began, of the orders that `which` says. */
  async withdraw(which: (order: Order) => boolean): Promise<void> {
    for (const [id, pending] of this.#pending) {
      if (!which(pending.order)) continue;
      // A job that is being worked on is not removed.
      if ((await this.#queue.remove(id)) === 1) this.#release(id, pending, null);
    }
  }

  /** Removes the replies of a campaign that is over: to those of its orders that a dead coordinator had cut otherwise. */
  async forget(campaign: string): Promise<void> {
    await this.#remove(campaign, ["completed", "failed"]);
  }

  /** Gives up what is open. Does not need Redis to answer. */
  async close(): Promise<void> {
    for (const [id, pending] of this.#pending) this.#release(id, pending, { lost: "given up" });
    // It waits for a connection that may be gone, but stops trying to get one.
    this.#events.close().catch(() => undefined);
    await Promise.all([this.#queue.getBackend().close(true), this.#events.getBackend().close(true)]);
  }

  async #remove(campaign: string, types: JobType[]): Promise<void> {
    // Names only: the jobs of others may be many, and their replies large.
    for (const id of await this.#queue.getRanges(types, 0, -1)) {
      if (id.startsWith(campaign)) await this.#queue.remove(id);
    }
  }

  async #place(id: string, pending: Pending): Promise<void> {
    pending.placed = "being";
    try {
      await this.#queue.add("order", pending.order, { jobId: id, removeOnComplete: KEPT, removeOnFail: KEPT });
      pending.placed = "yes";
    } catch {
      // Said by the connection; the next look tries again.
      pending.placed = "no";
    }
  }

  async #lookAfter(id: string, pending: Pending): Promise<void> {
    const job = await this.#queue.getJob(id);
    if (this.#pending.get(id) !== pending) return;
    if (job === undefined) await this.#place(id, pending);
    else if (job.finishedOn !== undefined)
      this.#settle(id, job.failedReason ? lost(job.failedReason) : job.returnvalue);
  }

  #settle(id: string, reply: Reply): void {
    const pending = this.#pending.get(id);
    if (pending === undefined) return;
    this.#handedOver.push(id);
    this.#release(id, pending, reply);
  }

  #release(id: string, pending: Pending, reply: Reply | null): void {
    this.#pending.delete(id);
    pending.settle(reply);
  }
}

/** In BullMQ's words a job fails only where its workers do. */
function lost(reason: string): Reply {
  return { lost: /stalled/.test(reason) ? "the workers that took it died, one after another" : reason };
}
