/** A `reveille worker --queue` as a process, for a test. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { PROJECT } from "../../testing/cli.ts";

const LAUNCHER = path.resolve(import.meta.dirname, "../../reveille.mjs");

export class WorkerProcess {
  stdout = "";
  stderr = "";
  readonly #process: ChildProcess;

  constructor(url: string, project = PROJECT) {
    const args = [LAUNCHER, "worker", "--queue", url, "--jobs", "1"];
    this.#process = spawn(process.execPath, args, { cwd: project, stdio: ["ignore", "pipe", "pipe"] });
    this.#process.stdout?.setEncoding("utf8").on("data", (text: string) => {
      this.stdout += text;
    });
    this.#process.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.stderr += text;
    });
  }

  /** Once it listens. */
  async name(): Promise<string> {
    while (!this.stdout.includes(" listens to ")) {
      if (this.#process.exitCode !== null) throw new Error(`the worker ended: ${this.stderr}`);
      if (this.#process.stdout !== null) await once(this.#process.stdout, "data");
    }
    return /^worker (\S+)/.exec(this.stdout)?.[1] ?? "";
  }

  signal(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }

  /** Ends it by `signal`: its exit code, null where the signal itself ended it. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return this.#process.exitCode;
    const ended = once(this.#process, "close");
    this.#process.kill(signal);
    const [code] = (await ended) as [number | null];
    return code;
  }
}
