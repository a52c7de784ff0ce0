import { describe, expect, it } from "vitest";
import { inProcess } from "../testing/cli.ts";
import { loaded } from "./client.ts";
import { orderId } from "./order.ts";
import { readQueueUrl } from "./queue-url.ts";
import { slotsOf, workerName } from "./worker-name.ts";

const NOBODY = "redis://127.0.0.1:1";

describe("--queue", () => {
  it("takes the address of a Redis, and shows it without its password", () => {
    expect(readQueueUrl("redis://me:secret@host:6380/2").shown).toBe("redis://host:6380/2");
    expect(readQueueUrl("rediss://host").shown).toBe("rediss://host");
  });

  it.each(["host:6379", "http://host", "redis://", "redis://host/name"])("refuses %s", (text) => {
    expect(() => readQueueUrl(text)).toThrow("Give the address of a Redis");
  });

  it.each([
    ["fuzz", ["fuzz", "fine/*", "--queue", NOBODY]],
    ["worker", ["worker", "--queue", NOBODY]],
  ])("of %s is said in a line to have no Redis", async (_command, args) => {
    const { code, stdout, stderr } = await inProcess(args);
    expect(stderr).toMatch(
      /^error: cannot reach redis:\/\/127\.0\.0\.1:1: .*ECONNREFUSED.*; is a Redis running there\?\n$/,
    );
    expect(stdout).toBe("");
    expect(code).toBe(2);
  });

  it.each([
    [["--strategy", "dfs"], "dfs takes one schedule after another"],
    [["--corpus", "corpus"], "do not see the corpus of this machine"],
  ])("is refused with %j, which workers cannot share", async (args, reason) => {
    const { code, stderr } = await inProcess(["fuzz", "fine/*", "--queue", NOBODY, ...args]);
    expect(stderr).toContain(reason);
    expect(code).toBe(2);
  });

  it("is what a worker needs", async () => {
    const { code, stderr } = await inProcess(["worker"]);
    expect(stderr).toBe('error: "worker" needs --queue, such as --queue redis://host:6379\n');
    expect(code).toBe(2);
  });

  it("says how its packages are installed where they are not", async () => {
    const missing = Object.assign(new Error("Cannot find package 'bullmq'"), { code: "ERR_MODULE_NOT_FOUND" });
    await expect(loaded(() => Promise.reject(missing))).rejects.toThrow("`npm install bullmq@^6 ioredis@^6`");
    await expect(loaded(() => Promise.reject(new Error("another")))).rejects.toThrow("another");
  });
});

describe("an order", () => {
  const spans = [{ scenario: "a/b", from: 0, to: 16 }];

  it("has an id that follows from what it asks for, not from how long it may take", () => {
    const id = orderId("c", { spans, forMs: 1 }, 0);
    expect(orderId("c", { spans, forMs: 2 }, 0)).toBe(id);
    expect(orderId("c", { spans: [{ scenario: "a/b", from: 0, to: 17 }], forMs: 1 }, 0)).not.toBe(id);
    expect(orderId("c", { spans, forMs: 1 }, 1)).not.toBe(id);
  });
});

it("counts the orders that workers take at once by their names", () => {
  expect(slotsOf([workerName(2), "vm.7x11", "somebody"])).toBe(14);
});
