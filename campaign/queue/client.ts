/**
 * The queue itself is BullMQ's, on Redis. Both packages are optional dependencies: they are loaded here
 * and only here, when somebody asks for a queue.
 */
import type * as BullMq from "bullmq";
import { reasonOf, UsageProblem } from "../usage-problem.ts";
import type { QueueUrl } from "./queue-url.ts";

export const QUEUE = "orders";
/** In front of all our keys: a Redis may be shared. */
export const PREFIX = "reveille";

const CONNECT_MS = 3_000;
const RETRY_MS_MAX = 2_000;

export interface Client {
  readonly bullmq: typeof BullMq;
  readonly connection: BullMq.RedisOptions;
}

/** Loads the client and tries `url`. A `UsageProblem` where either fails. */
export async function connect(url: QueueUrl): Promise<Client> {
  const [bullmq, { Redis }] = await loaded(() => Promise.all([import("bullmq"), import("ioredis")]));
  const redis = new Redis(url.href, { lazyConnect: true, connectTimeout: CONNECT_MS, retryStrategy: () => null });
  // What is thrown below may say no more than that the connection is closed.
  let reason: unknown = null;
  redis.on("error", (error) => {
    reason = error;
  });
  try {
    await redis.connect();
    await redis.ping();
  } catch (thrown) {
    throw new UsageProblem(
      `cannot reach ${url.shown}: ${connectionReasonOf(reason ?? thrown)}; is a Redis running there?`,
    );
  } finally {
    redis.disconnect();
  }
  return { bullmq, connection: connectionTo(url) };
}

/** What `load` gives, or how to install it. */
export async function loaded<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (thrown) {
    const code = thrown instanceof Error && "code" in thrown ? thrown.code : null;
    if (code !== "ERR_MODULE_NOT_FOUND" && code !== "MODULE_NOT_FOUND") throw thrown;
    throw new UsageProblem("--queue needs two packages that are not installed: `npm install bullmq@^6 ioredis@^6`");
  }
}

function connectionTo(url: QueueUrl): BullMq.RedisOptions {
  return {
    url: url.href,
    connectTimeout: CONNECT_MS,
    // A Redis that goes away comes back: commands wait for it, however long that takes.
    maxRetriesPerRequest: null,
    retryStrategy: (times: number) => Math.min(times * 100, RETRY_MS_MAX),
  };
}

/** A host with several addresses fails with several errors, and no message of its own. */
export function connectionReasonOf(thrown: unknown): string {
  if (thrown instanceof AggregateError && thrown.message === "") return thrown.errors.map(reasonOf).join(", ");
  return reasonOf(thrown);
}
