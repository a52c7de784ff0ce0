/**
 * Ctrl-C and SIGTERM ask a long command to stop, print what it has and exit with 130. A second one
 * ends the process at once.
 */
export class Interruption {
  requested = false;
  readonly #onSignal = (): void => {
    this.requested = true;
    this.release();
  };

  constructor() {
    process.on("SIGINT", this.#onSignal);
    process.on("SIGTERM", this.#onSignal);
  }

  /** Gives the signals their usual meaning back. */
  release(): void {
    process.off("SIGINT", this.#onSignal);
    process.off("SIGTERM", this.#onSignal);
  }
}
