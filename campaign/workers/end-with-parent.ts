/**
 * A worker process ends with the one that started it, also where that was killed. The channel between
 * them says so only to a process that listens; one whose model loops without a step does not, and would
 * keep its core busy for ever. So a thread of its own looks.
 */
import { Worker } from "node:worker_threads";

const LOOK_EVERY_MS = 500;

export function endWithParent(): void {
  // As text: sources do not reach threads through tsx on Node 20.
  const watch = `
    setInterval(() => {
      if (process.ppid !== ${process.ppid}) process.kill(process.pid, "SIGKILL");
    }, ${LOOK_EVERY_MS});
  `;
  new Worker(watch, { eval: true, execArgv: [] }).unref();
}
