import { expect, it } from "vitest";
import { createStrategy, Execution, type Op, sleep } from "../../../sim/index.ts";
import { WorkerMetrics } from "../../worker-metrics.ts";
import { Stats } from "./stats.ts";

function run(model: () => Op<void>): void {
  const execution = new Execution();
  const strategy = createStrategy("random");
  strategy.begin("stats");
  execution.run(model, { strategy });
  if (execution.finding !== null) throw new Error(execution.finding.message);
}

/** One batch of `polls` polls that take `ns` together. */
function* batch(stats: Stats, polls: number, ns: number): Op<void> {
  stats.startProcessing();
  for (let i = 0; i < polls; i++) stats.startPoll();
  yield* sleep(ns);
  stats.endProcessing();
}

it("begins at 61 polls, and keeps to what is configured", () => {
  run(function* () {
    const stats = new Stats(new WorkerMetrics());
    expect(stats.tunedGlobalQueueInterval(null)).toBe(61);
    yield* batch(stats, 10, 1_000_000);
    expect(stats.tunedGlobalQueueInterval(31)).toBe(31);
  });
});

it("looks at the inject queue more often as polls take longer, at most every other time", () => {
  run(function* () {
    const stats = new Stats(new WorkerMetrics());
    yield* batch(stats, 100, 100 * 20_000); // 20 us each: 10 in 200 us
    expect(stats.tunedGlobalQueueInterval(null)).toBe(10);
    yield* batch(stats, 100, 100 * 1_000_000);
    expect(stats.tunedGlobalQueueInterval(null)).toBe(2);
  });
});

it("lets the inject queue wait for 127 polls at most", () => {
  run(function* () {
    const stats = new Stats(new WorkerMetrics());
    yield* batch(stats, 200, 0);
    expect(stats.tunedGlobalQueueInterval(null)).toBe(127);
  });
});

it("counts parks, and those between which nothing was polled", () => {
  run(function* () {
    const metrics = new WorkerMetrics();
    const stats = new Stats(metrics);
    yield* batch(stats, 1, 0);
    for (let i = 0; i < 2; i++) {
      stats.aboutToPark();
      stats.unparked();
    }
    expect(metrics).toMatchObject({ polls: 1, parks: 2, parksAndUnparks: 4, noops: 1 });
  });
});
