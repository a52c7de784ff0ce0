/**
 * Campaigns over a real Redis. `.ci/run` installs it; elsewhere these tests pass over where there is
 * none, and say so. The same campaign on this machine is what they are compared with.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Queue } from "bullmq";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { VERSION } from "../../sim/index.ts";
import { findingPath, readFindingFile } from "../finding/finding-file.ts";
import { add } from "../fuzz/add.ts";
import { isOver, type Journal, readJournal } from "../fuzz/journal.ts";
import { pastOf } from "../fuzz/past.ts";
import type { CampaignSettings } from "../fuzz/settings.ts";
import { NOTHING } from "../fuzz/span.ts";
import { inProcess, inShell } from "../testing/cli.ts";
import { steady } from "../testing/project/scenarios/steady.ts";
import { PREFIX, QUEUE } from "./client.ts";
import { campaignId, modelOf, type Order, orderId, type Reply, type Work } from "./order.ts";
import { QueueCrew } from "./queue-crew.ts";
import { readQueueUrl } from "./queue-url.ts";
import { isRedisInstalled, RedisServer } from "./testing/redis-server.ts";
import { WorkerProcess } from "./testing/worker.ts";

const settings: CampaignSettings = {
  seed: "queue",
  strategy: "portfolio",
  memory: "sc",
  faults: "plan",
  coverage: false,
  corpus: null,
};
const models = { [steady.name]: modelOf(steady, settings) };
const FUZZ = ["fuzz", "broken/*", "wrong/*", "fine/*", "--seed", settings.seed, "--iterations", "20000"];

/** What a campaign came to, in an order that does not depend on who was first. */
function outcomeOf(folder: string): object {
  const journal = journalOf(folder);
  if (!isOver(journal)) throw new Error(`the campaign in ${folder} is not over`);
  const { spans, findings } = pastOf(journal, folder);
  const scenarios = journal.header.scenarios.map((name) => {
    const sums = spans.filter(({ scenario }) => scenario === name).map((span) => span.sums);
    const { executions, steps, conflicts, strategies, failures } = sums.reduce(add, NOTHING);
    return [name, { executions, steps, conflicts, strategies, failures: [...failures].sort(byFingerprint) }];
  });
  const files = findings.map(({ name }) => readFindingFile(findingPath(folder, name)));
  return { scenarios: Object.fromEntries(scenarios), findings: files.sort(byFingerprint) };
}

function journalOf(folder: string): Journal {
  const journal = readJournal(folder);
  if (journal === null) throw new Error(`there is no journal in ${folder}`);
  return journal;
}

function byFingerprint(a: { readonly fingerprint: string }, b: { readonly fingerprint: string }): number {
  return a.fingerprint < b.fingerprint ? -1 : 1;
}

const installed = isRedisInstalled();
if (!installed) console.warn("campaigns over a queue are not tested here: redis-server is missing");

it("is tested against a Redis in CI", () => {
  expect(installed || process.env.CI !== "true", "apt-get install redis-server").toBe(true);
});

describe.runIf(installed)("a campaign over a queue", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "reveille-queue-"));
  const at = (name: string): string => path.join(folder, name);
  let redis: RedisServer;
  let workers: WorkerProcess[];
  let local: object;

  beforeAll(async () => {
    redis = await RedisServer.start();
    workers = [0, 1, 2].map(() => new WorkerProcess(redis.url));
    await inProcess([...FUZZ, "--jobs", "1", "--out", at("local")]);
    local = outcomeOf(at("local"));
    await Promise.all(workers.map((worker) => worker.name()));
  }, 30_000);

  afterAll(async () => {
    await Promise.all(workers.map((worker) => worker.end("SIGKILL")));
    await redis.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("finds what the local one finds, also where a worker is killed over an order", async () => {
    const [first] = workers;
    if (first === undefined) throw new Error("no worker");
    const campaign = inProcess([...FUZZ, "--queue", redis.url, "--out", at("one-killed")]);
    await Promise.race([killAtWork(first, redis.url), campaign.then(() => Promise.reject(new Error("too short")))]);
    const { code, stderr } = await campaign;
    // Nobody has to hear of it: the order went to another worker.
    expect(stderr).not.toMatch(/worker|put back|given up/);
    expect(code).toBe(1);
    expect(outcomeOf(at("one-killed"))).toEqual(local);
  });

  it("leaves nothing in the queue", async () => {
    const counts = await withQueue(redis.url, (queue) => queue.getJobCounts());
    expect(Object.values(counts).filter((count) => count > 0)).toEqual([]);
  });

  it("is given the reply that its order has already", async () => {
    const crew = await QueueCrew.open(readQueueUrl(redis.url), { settings, scenarios: [steady], note });
    const work = { spans: [{ scenario: steady.name, from: 0, to: 100 }], forMs: 10_000 };
    const before = await replyTo(redis.url, work, orderId(campaignId(settings, models), work, 0));
    const results = await crew.play(work.spans, 5_000);
    await crew.end();
    expect(results).toMatchObject([{ reached: 100 }]);
    // How long it took to play is never the same twice.
    expect({ value: results }).toEqual(before);
  });

  it("is not played by a worker that would play another one", async () => {
    const work = { spans: [{ scenario: steady.name, from: 0, to: 100 }], forMs: 10_000 };
    const older = await replyTo(redis.url, work, "older", { version: "0.0.0" });
    expect(older).toEqual({
      problem: expect.stringMatching(/^worker \S+ has reveille \d\S+, the campaign is of 0\.0\.0:/),
    });
    const other = await replyTo(redis.url, work, "other", { models: { [steady.name]: "abcdef" } });
    expect(other).toEqual({
      problem: expect.stringMatching(/another fine\/steady \(\w+\) than the campaign \(abcdef\)/),
    });
  });

  it("goes on where its coordinator was killed", async () => {
    const killed = { signal: "SIGKILL", after: "written" } as const;
    await inShell([...FUZZ, "--queue", redis.url, "--out", at("resumed")], undefined, killed);
    expect(isOver(journalOf(at("resumed")))).toBe(false);
    const { code } = await inProcess(["fuzz", "--resume", at("resumed"), "--queue", redis.url]);
    expect(code).toBe(1);
    expect(outcomeOf(at("resumed"))).toEqual(local);
  });

  it("has workers that end in good order when they are told to", async () => {
    const [, second, third] = workers;
    expect(await second?.end("SIGTERM")).toBe(0);
    expect(second?.stdout).toMatch(/did \d+ orders/);
    expect(await third?.end("SIGINT")).toBe(130);
  });
});

function note(line: string): never {
  throw new Error(line);
}

function withQueue<T>(url: string, work: (queue: Queue<Order, Reply>) => Promise<T>): Promise<T> {
  const queue = new Queue<Order, Reply>(QUEUE, { connection: { url }, prefix: PREFIX });
  return work(queue).finally(() => queue.close());
}

/** Kills `worker` while it is at an order: it is held still until that is certain. */
async function killAtWork(worker: WorkerProcess, url: string): Promise<void> {
  const name = await worker.name();
  await withQueue(url, async (queue) => {
    for (;;) {
      worker.signal("SIGSTOP");
      const active = await queue.getActive();
      if (active.some(({ processedBy }) => processedBy === name)) break;
      worker.signal("SIGCONT");
      await pause(20);
    }
  });
  worker.signal("SIGKILL");
}

/** What the workers that listen say to an order that was put there by hand. */
function replyTo(url: string, work: Work, jobId: string, otherwise: Partial<Order> = {}): Promise<Reply> {
  return withQueue(url, async (queue) => {
    await queue.add("order", { version: VERSION, settings, models, work, ...otherwise }, { jobId });
    for (;;) {
      const job = await queue.getJob(jobId);
      if (job?.finishedOn !== undefined) return job.returnvalue;
      await pause(20);
    }
  });
}
