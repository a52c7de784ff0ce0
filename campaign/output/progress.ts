/** Progress on stderr: one live line on a terminal, elsewhere a plain line every ten seconds. */
import { createLogUpdate } from "log-update";
import type { Io } from "./io.ts";

const LIVE_EVERY_MS = 100;
const PLAIN_EVERY_MS = 10_000;

export class Progress {
  readonly #stderr: Io["stderr"];
  readonly #live: ReturnType<typeof createLogUpdate> | null;
  #lastMs = performance.now();

  constructor({ stderr }: Io) {
    this.#stderr = stderr;
    // Some terminals do not know their size (0 columns): nothing could be drawn on them.
    const live = stderr.isTTY === true && (stderr.columns ?? 0) > 0;
    this.#live = live ? createLogUpdate(stderr as NodeJS.WritableStream, { showCursor: true }) : null;
  }

  /** Shows `line()` if it is time to; cheap to call often. */
  tick(line: () => string): void {
    const nowMs = performance.now();
    if (nowMs - this.#lastMs < (this.#live === null ? PLAIN_EVERY_MS : LIVE_EVERY_MS)) return;
    this.#lastMs = nowMs;
    if (this.#live === null) this.#stderr.write(`${line()}\n`);
    else this.#live(line());
  }

  /** Takes the live line away, to print something that stays, or at the end. */
  clear(): void {
    this.#live?.clear();
  }
}
