/** Every mistake at the keyboard is one clear line on stderr and exit code 2. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { encodeTape, headerOf, Tape } from "../../sim/index.ts";
import { type Finished, inProcess, inShell } from "../testing/cli.ts";
import { steady } from "../testing/project/scenarios/steady.ts";

const folder = mkdtempSync(path.join(tmpdir(), "reveille-usage-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string): string {
  const at = path.join(folder, name);
  writeFileSync(at, text);
  return at;
}

const header = headerOf(steady, "sc");
const TAPE = encodeTape(new Tape(), header);
const PACKAGE = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
const BROKEN = path.resolve(import.meta.dirname, "../testing/broken");

type Mistake = readonly [what: string, args: readonly string[], says: readonly string[]];

/** Tried as a person does, each in a process of its own. */
const asProcess: readonly Mistake[] = [
  ["an unknown flag", ["list", "--jsno"], ["unknown option '--jsno'", "Did you mean --json?"]],
  ["an unknown scenario", ["run", "fine/stedy"], ['unknown scenario "fine/stedy"', "Did you mean fine/steady?"]],
  ["an empty seed", ["run", "fine/steady", "--seed", ""], ["--seed", "not empty"]],
  ["a folder that cannot be made", ["fuzz", "--out", "/proc/out"], ["/proc/out", "findings"]],
  ["a file that is not there", ["replay", "nowhere.json"], ["nowhere.json", "no such file"]],
  ["a tape with another letter", ["replay", TAPE.replace(/.{8}$/, "AAAAAAAA")], ["damaged"]],
  [
    "a tape of another version",
    ["replay", encodeTape(new Tape(), { ...header, version: "0.0.0" })],
    ["version 0.0.0", PACKAGE.version],
  ],
];

const mistakes: readonly Mistake[] = [
  ["an unknown command", ["lsit"], ['unknown command "lsit"', "Did you mean list?"]],
  ["an unknown command with arguments", ["lsit", "fine/*"], ['unknown command "lsit"', "Did you mean list?"]],
  ["a pattern where one scenario is meant", ["run", "fine/*"], ["is a pattern", "reveille fuzz"]],
  ["a pattern that matches nothing", ["fuzz", "fnie/*"], ['no scenario matches "fnie/*"', "Did you mean fine/*?"]],
  ["an area without its star", ["list", "broken"], ["Did you mean broken/*?"]],
  ["a span without a unit", ["fuzz", "--time", "5"], ["--time", "60s, 10m or 2h"]],
  ["a span of nothing", ["fuzz", "--time", "0s"], ["--time", "above 0"]],
  ["no whole number", ["fuzz", "--iterations", "1.5"], ["--iterations", "whole number"]],
  ["two budgets", ["fuzz", "--time", "1s", "--iterations", "5"], ["cannot be used with"]],
  ["no processes", ["fuzz", "--jobs", "0"], ["--jobs", "whole number from 1"]],
  ["dfs by several processes", ["fuzz", "--strategy", "dfs", "--jobs", "2"], ["dfs", "give --jobs 1"]],
  ["a part of none", ["fuzz", "--shard", "3/2"], ["--shard", "2/8 is the second of eight"]],
  ["a corpus that would change", ["fuzz", "--corpus", "x", "--out", "./x"], ["corpus in x", "give another --out"]],
  ["an unknown strategy", ["run", "fine/steady", "--strategy", "randon"], ["--strategy", "Did you mean random?"]],
  ["an unknown memory model", ["run", "fine/steady", "--memory", "sd"], ["--memory", "Did you mean sc?"]],
  ["faults of no kind", ["fuzz", "--faults", "swrm"], ["--faults", "no such file", "Did you mean swarm?"]],
  ["a fault plan that is no JSON", ["fuzz", "--faults", file("oops.json", "{ oops")], ["oops.json", "not JSON"]],
  [
    "an unknown fault",
    ["run", "fine/steady", "--faults", file("kind.json", '{ "los": {} }')],
    ["kind.json", 'there is no fault "los"', "loss"],
  ],
  [
    "a chance beyond 1",
    ["verify", "fine/steady", "--faults", file("chance.json", '{ "loss": { "chance": 2 } }')],
    ["chance.json", "loss.chance", "from 0 to 1"],
  ],
  ["an unknown setting of a fault", ["fuzz", "--faults", '{"loss":{"odds":1}}'], ['loss has no setting "odds"']],
  ["a folder below a file", ["fuzz", "--out", `${file("file", "")}/out`], ["cannot write findings", "not a folder"]],
  ["a configuration that is not there", ["list", "--config", "no.json"], ["no.json", "no such file"]],
  ["a configuration that is not JSON", ["list", "--config", file("text.json", "{ oops")], ["text.json", "not JSON"]],
  [
    "an unknown setting",
    ["list", "--config", file("setting.json", '{ "scenario": [] }')],
    ['"scenario" is not a setting', "Did you mean scenarios?"],
  ],
  ["globs of the wrong type", ["list", "--config", file("type.json", '{ "scenarios": "a" }')], ["list of globs"]],
  ["globs that match no file", ["list", "--config", file("none.json", '{ "scenarios": ["a/*"] }')], ["no file", "a/*"]],
  ["a file without a scenario", ["list", "--config", `${BROKEN}/no-scenario.json`], ["no-scenario.ts", "exports no"]],
  ["a file that throws", ["list", "--config", `${BROKEN}/throws.json`], ["throws.ts", "fails on purpose"]],
  ["two scenarios of one name", ["list", "--config", `${BROKEN}/twins.json`], ["two files", "fine/twin"]],
  ["a folder", ["replay", folder], [folder, "it is a folder"]],
  ["a file that is not JSON", ["replay", file("cut.json", '{ "schema": ')], ["cut.json", "not JSON"]],
  ["a foreign file", ["replay", file("foreign.json", '{ "a": 1 }')], ["not a finding"]],
  ["a finding of another schema", ["shrink", file("new.json", '{ "schema": "reveille-finding/9" }')], ["finding/9"]],
  ["a finding with a hole", ["shrink", file("hole.json", '{ "schema": "reveille-finding/1" }')], ["is missing"]],
  ["a tape that was cut off", ["replay", TAPE.slice(0, -9)], ["cut off"]],
  ["a tape of another format", ["replay", TAPE.replace("rv1", "rv7")], ["rv7", "rv1"]],
  ["a tape of other options", ["replay", encodeTape(new Tape(), { ...header, options: "0" })], ["options", "changed"]],
  ["a tape of another memory model", ["replay", encodeTape(new Tape(), { ...header, memory: "x" })], ['"x"']],
  [
    "a tape of a scenario that is not here",
    ["replay", encodeTape(new Tape(), { ...header, program: "fine/gone" })],
    ['unknown scenario "fine/gone"'],
  ],
];

function expectRefusal({ code, stdout, stderr }: Finished, says: readonly string[]): void {
  for (const words of says) expect(stderr).toContain(words);
  expect(stderr).toMatch(/^error: .+\n$/);
  expect(stdout).toBe("");
  expect(code).toBe(2);
}

describe("the command line refuses", () => {
  it.each([...asProcess, ...mistakes])("%s", async (_what, args, says) => {
    expectRefusal(await inProcess(args), says);
  });
});

describe("as a process of its own it refuses", () => {
  it.each(asProcess)("%s", async (_what, args, says) => {
    expectRefusal(await inShell(args), says);
  });
});
