/** `day` in a process of its own, which prints what it took as JSON: what ran before in a process costs those that follow. */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type Day, day } from "./day.ts";

const HERE = fileURLToPath(import.meta.url);
const SOURCES = fileURLToPath(new URL("../campaign/sources/register.mjs", import.meta.url));

export function dayAlone(due: "together" | "apart"): Day {
  return JSON.parse(execFileSync(process.execPath, ["--import", SOURCES, HERE, due], { encoding: "utf8" })) as Day;
}

if (process.argv[1] === HERE) {
  process.stdout.write(JSON.stringify(day(process.argv[2] === "apart" ? "apart" : "together")));
}
