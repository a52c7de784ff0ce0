/** The README shows real output: what it prints is what its first command prints. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { inShell } from "./testing/cli.ts";

const ROOT = path.resolve(import.meta.dirname, "..");

it("shows what its first finding prints", async () => {
  const readme = readFileSync(path.join(ROOT, "README.md"), "utf8");
  const [, command = "", shown] = /```sh\nnpx reveille (run .+)\n```\n\n```text\n([\s\S]+?)```/.exec(readme) ?? [];
  const { code, stdout } = await inShell(command.split(" "), ROOT);
  expect(stdout).toBe(shown);
  expect(code).toBe(1);
});
