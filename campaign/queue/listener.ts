/**
 * A worker's end of the queue. This process plays nothing itself: it takes orders, hands them to
 * processes of its own and keeps BullMQ's locks alive meanwhile. A scenario that hangs or eats all
 * memory costs a process and not the worker, and a worker that does not renew its locks is really gone:
 * its orders go back to the queue.
 */
import { setTimeout as pause } from "node:timers/promises";
import type { Job, Worker } from "bullmq";
import { type Scenario, VERSION } from "../../sim/index.ts";
import { Processes } from "../fuzz/processes.ts";
import { UsageProblem } from "../usage-problem.ts";
import { WorkerLost } from "../workers/lost.ts";
import { answer } from "../workers/pool.ts";
import { type Client, connect, connectionReasonOf, PREFIX, QUEUE } from "./client.ts";
import { Crews } from "./crews.ts";
import { Notes } from "./notes.ts";
import { modelOf, type Order, type Reply, scenariosOf } from "./order.ts";
import type { QueueUrl } from "./queue-url.ts";
import { workerName } from "./worker-name.ts";

/** An order of a worker that died is given to another after so long. */
const LOCK_MS = 5_000;
const STALLED_CHECK_MS = 1_000;
/** An order is given up when one worker more than this has died of it. */
const STALLED_MAX = 2;
/** Nobody waits longer than this for a Redis that does not answer to take the last reply. */
const LEAVE_MS = 1_500;
const LOOK_EVERY_MS = 20;

export interface ListenerOptions {
  /** Orders worked on at once, each in a process. */
  readonly jobs: number;
  /** As `--config`; null where it was not given. */
  readonly config: string | null;
  scenarioOf(name: string): Promise<Scenario>;
  note(line: string): void;
}

export class Listener {
  readonly name: string;
  /** Orders done. */
  done = 0;
  readonly #options: ListenerOptions;
  readonly #crews: Crews;
  readonly #worker: Worker<Order, Reply>;
  /** By job, those that are not in the queue yet. */
  readonly #replies = new Map<string, Promise<Reply>>();

  /** Throws a `UsageProblem` where the queue cannot be used. */
  static async open(url: QueueUrl, options: ListenerOptions): Promise<Listener> {
    return new Listener(await connect(url), url, options);
  }

  private constructor({ bullmq, connection }: Client, url: QueueUrl, options: ListenerOptions) {
    const { jobs, config, note } = options;
    this.#options = options;
    this.name = workerName(jobs);
    this.#crews = new Crews((settings) => new Processes(jobs, { config, settings }));
    this.#worker = new bullmq.Worker<Order, Reply>(QUEUE, (job) => this.#perform(job), {
      connection,
      prefix: PREFIX,
      name: this.name,
      concurrency: jobs,
      lockDuration: LOCK_MS,
      stalledInterval: STALLED_CHECK_MS,
      maxStalledCount: STALLED_MAX,
    });
    const notes = new Notes(note);
    this.#worker.on("completed", ({ id }) => this.#delivered(id));
    // What is not played to its end here is somebody else's by now.
    this.#worker.on("failed", (job) => this.#delivered(job?.id));
    this.#worker.on("error", (error) => notes.say("away", `${url.shown}: ${connectionReasonOf(error)}; trying again`));
  }

  /** When the present orders are done and their replies in the queue. */
  async close(): Promise<void> {
    await this.#worker.pause(true);
    await Promise.allSettled(this.#replies.values());
    const endMs = performance.now() + LEAVE_MS;
    while (this.#replies.size > 0 && performance.now() < endMs) await pause(LOOK_EVERY_MS);
    // Told to close in good order it waits for a Redis that is gone, for ever.
    await this.#worker.close(true);
    await this.#crews.end();
  }

  #perform({ id = "", data }: Job<Order, Reply>): Promise<Reply> {
    const reply = this.#reply(data);
    this.#replies.set(id, reply);
    return reply;
  }

  #delivered(id = ""): void {
    if (this.#replies.delete(id)) this.done++;
  }

  async #reply(order: Order): Promise<Reply> {
    try {
      return { value: await this.#work(order) };
    } catch (thrown) {
      if (thrown instanceof WorkerLost) return { lost: `${this.name}: ${thrown.message}` };
      return answer(() => Promise.reject(thrown));
    }
  }

  async #work(order: Order): Promise<unknown> {
    await this.#check(order);
    const { settings, work } = order;
    return this.#crews.with<unknown>(settings, (crew, lane) =>
      "spans" in work
        ? crew.play(work.spans, work.forMs, lane)
        : crew.investigate(work.scenario, work.failure, work.forMs, lane),
    );
  }

  /** What this worker would play is what the campaign means. */
  async #check(order: Order): Promise<void> {
    if (order.version !== VERSION) {
      throw new UsageProblem(
        `worker ${this.name} has reveille ${VERSION}, the campaign is of ${order.version}: install the same for both`,
      );
    }
    for (const name of scenariosOf(order.work)) {
      const own = modelOf(await this.#options.scenarioOf(name), order.settings);
      if (own === order.models[name]) continue;
      throw new UsageProblem(
        `worker ${this.name} has another ${name} (${own}) than the campaign (${order.models[name]}): give both the same files`,
      );
    }
  }
}
