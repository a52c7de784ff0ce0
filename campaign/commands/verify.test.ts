import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { inProcess, inShell, PROJECT, records } from "../testing/cli.ts";

const folder = mkdtempSync(path.join(tmpdir(), "reveille-verify-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starting processes takes its time where others are at work too. */
const PROCESSES_MS = 120_000;
const LARGE = path.resolve(import.meta.dirname, "../testing/large/reveille.config.json");

function out(name: string): string {
  return path.join(folder, name);
}

/** `verify` on the large scenarios, as objects. */
async function verifyLarge(scenario: string, ...more: string[]) {
  const finished = await inProcess(["verify", scenario, "--config", LARGE, "--out", out("large"), "--json", ...more]);
  return { ...finished, record: records(finished.stdout)[0] ?? {} };
}

describe("reveille verify", () => {
  it("explores every execution, also of every option, and says that it is complete", async () => {
    const folder = out("none");
    const { code, stdout } = await inProcess(["verify", "fine/steady", "--out", folder]);
    expect(stdout).toContain("fine/steady, memory sc: complete, nothing found\n  6 executions");
    expect(stdout).toContain("no bound was hit");
    expect(existsSync(folder)).toBe(false);
    expect(code).toBe(0);
  });

  it("says in JSON what DESIGN.md promises", async () => {
    const { code, stdout } = await inProcess(["verify", "fine/steady", "--memory", "rc11", "--json"]);
    const [record, ...more] = records(stdout);
    expect(record).toEqual({
      scenario: "fine/steady",
      memory: "rc11",
      executions: 6,
      blocked: 0,
      complete: true,
      bound: null,
      seconds: expect.any(Number),
      finding: null,
    });
    expect(more).toEqual([]);
    expect(code).toBe(0);
  });

  it("reports a finding as run does, writes it down, and its tape replays", async () => {
    const folder = out("found");
    const { code, stdout } = await inProcess(["verify", "wrong/on-purpose", "--out", folder]);
    expect(stdout).toMatch(/^assertion +wrong\/on-purpose/m);
    expect(stdout).toContain("an increment was lost");
    expect(stdout).toContain("n.store(1, Relaxed)");
    expect(stdout).toContain("not complete, assertion found");
    expect(code).toBe(1);
    const [file = ""] = readdirSync(folder);
    expect(JSON.parse(readFileSync(path.join(folder, file), "utf8"))).toMatchObject({ kind: "assertion" });
    const tape = /npx reveille replay (rv1\.\S+)/.exec(stdout)?.[1] ?? "";
    for (const given of [tape, path.join(folder, file)]) {
      const replay = await inProcess(["replay", given]);
      expect(replay.stdout).toContain("an increment was lost");
      expect(replay.code).toBe(1);
    }
  });

  it("says of an expected finding that no execution shows it", async () => {
    const { code, stdout } = await inProcess(["verify", "missing/never-wrong"]);
    expect(stdout).toContain("expected deadlock does not happen in any of them");
    expect(code).toBe(0);
  });

  it(
    "explores the same with one process, two and four",
    async () => {
      for (const jobs of ["1", "2", "4"]) {
        const { code, record } = await verifyLarge("large/orders", "--jobs", jobs);
        expect({ jobs, code, ...record }).toMatchObject({
          jobs,
          code: 0,
          executions: 1_680,
          blocked: 0,
          complete: true,
        });
      }
    },
    PROCESSES_MS,
  );

  it(
    "finds the same first with one process and two",
    async () => {
      const alone = await verifyLarge("large/late-failure");
      const two = await verifyLarge("large/late-failure", "--jobs", "2");
      expect(alone.record).toMatchObject({ complete: false, finding: { kind: "assertion" } });
      expect({ ...two.record, seconds: 0 }).toEqual({ ...alone.record, seconds: 0 });
      expect([alone.code, two.code]).toEqual([1, 1]);
    },
    PROCESSES_MS,
  );

  it("ends with 4 when its time is over, and goes on from there", async () => {
    const file = out("time.json");
    const first = await verifyLarge("large/endless", "--time", "300ms", "--checkpoint", file);
    expect(first.record).toMatchObject({ complete: false, bound: "time: 0.3 s", finding: null });
    expect(first.stderr).toContain(`npx reveille verify large/endless --resume ${file} --config ${LARGE}`);
    expect(first.code).toBe(4);
    const second = await verifyLarge("large/endless", "--time", "300ms", "--resume", file);
    expect(Number(second.record.executions)).toBeGreaterThan(Number(first.record.executions));
    expect(second.code).toBe(4);
  });

  it("comes to the same in one go and in several", async () => {
    const file = out("parts.json");
    let last = await verifyLarge("large/orders", "--time", "20ms", "--checkpoint", file);
    expect(last.code).toBe(4);
    for (let i = 0; last.code === 4 && i < 100; i++) {
      last = await verifyLarge("large/orders", "--time", "100ms", "--resume", file);
    }
    expect(last.record).toMatchObject({ executions: 1_680, complete: true, bound: null });
  });

  it.each(["1", "2"])("can be interrupted and goes on, with %s at work", async (jobs) => {
    const file = out(`interrupted-${jobs}.json`);
    const args = ["verify", "large/endless", "--jobs", jobs, "--checkpoint", file, "--out", out("int"), "--time", "2m"];
    const interrupt = { signal: "SIGINT", after: "exploring" } as const;
    const { code, stdout, stderr } = await inShell([...args, "--config", LARGE], PROJECT, interrupt);
    expect(stdout).toContain("stopped by: interrupted");
    expect(stderr).toContain(`--resume ${file}`);
    expect(code).toBe(130);
    const { left } = JSON.parse(readFileSync(file, "utf8")) as { left: unknown[] };
    expect(left.length).toBeGreaterThan(0);
  });

  it("says in a line that a worker died, and that what it did is not complete", async () => {
    const { code, record, stderr } = await verifyLarge("large/dies", "--jobs", "2");
    expect(stderr).toContain("warning: a worker died (SIGKILL): its part is put back\n");
    expect(stderr).toContain("warning: a worker died (SIGKILL): its part is given up, after the second time\n");
    expect(record).toMatchObject({ complete: false, bound: "1 part given up" });
    expect(code).toBe(4);
  });

  it("keeps a bound on preemptions, and names it", async () => {
    const { record } = await verifyLarge("large/orders", "--preemptions", "0");
    expect(record).toMatchObject({ executions: 2, complete: true, bound: "at most 0 preemptions" });
  });

  it.each([
    ["preemptions of rc11", ["--memory", "rc11", "--preemptions", "2"], ["--preemptions", "rc11"]],
    ["a strategy", ["--strategy", "random"], ["takes no --strategy"]],
    ["no process", ["--jobs", "0"], ["--jobs", "from 1 to 256"]],
    ["half a yield", ["--yields", "0.5"], ["--yields", "whole number from 0"]],
    ["a checkpoint that is not there", ["--resume", "none.json"], ["none.json", "no such file"]],
    ["a checkpoint where none can be written", ["--checkpoint", "/proc/here/a.json"], ["/proc/here"]],
  ])("refuses %s in one line", async (_what, more, says) => {
    const { code, stdout, stderr } = await verifyLarge("large/orders", ...more);
    for (const words of says) expect(stderr).toContain(words);
    expect(stderr).toMatch(/^error: .+\n$/);
    expect([code, stdout]).toEqual([2, ""]);
  });

  it("refuses a checkpoint of another scenario, or of other bounds", async () => {
    const file = out("other.json");
    await verifyLarge("large/endless", "--time", "20ms", "--checkpoint", file);
    const other = await verifyLarge("large/orders", "--resume", file);
    expect(other.stderr).toContain('is of "large/endless", not of "large/orders"');
    const bounds = await verifyLarge("large/endless", "--resume", file, "--memory", "rc11");
    expect(bounds.stderr).toContain("--memory rc11: the checkpoint");
    expect([other.code, bounds.code]).toEqual([2, 2]);
  });
});
