/** Runs the command line for a test, on a project of its own: as a person does, or quickly in this process. */
import { spawn } from "node:child_process";
import path from "node:path";
import { reveille } from "../cli.ts";
import type { Stream } from "../output/io.ts";

const LAUNCHER = path.resolve(import.meta.dirname, "../reveille.mjs");

/** A small project whose scenarios show each sort of outcome. */
export const PROJECT = path.join(import.meta.dirname, "project");

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Interrupt {
  /** Sent once stderr or stdout has shown `after`. */
  readonly signal: NodeJS.Signals;
  readonly after: string;
}

/** `reveille ...args` in this process, on the scenarios of the project. */
export async function inProcess(args: readonly string[]): Promise<Finished> {
  const written = { stdout: "", stderr: "" };
  const stream = (name: "stdout" | "stderr"): Stream => {
    const sink = {
      write: (text: string) => {
        written[name] += text;
        return true;
      },
      on: () => sink,
    };
    return sink as unknown as Stream; // nothing else of a stream is used
  };
  const config = args.includes("--config") ? [] : ["--config", path.join(PROJECT, "reveille.config.json")];
  const code = await reveille([...config, ...args], { stdout: stream("stdout"), stderr: stream("stderr") });
  return { code, ...written };
}

/** `reveille ...args` in `cwd`, as a process of its own, to its end. */
export function inShell(args: readonly string[], cwd = PROJECT, interrupt?: Interrupt): Promise<Finished> {
  const env = { ...process.env, NO_COLOR: "1" };
  const child = spawn(process.execPath, [LAUNCHER, ...args], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  let sent = false;
  const look = (): void => {
    if (interrupt === undefined || sent || !`${stdout}${stderr}`.includes(interrupt.after)) return;
    sent = true;
    child.kill(interrupt.signal);
  };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    look();
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
    look();
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}

/** The objects that `--json` printed, one a line. */
export function records(stdout: string): Record<string, unknown>[] {
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
