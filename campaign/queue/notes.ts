/** Remarks that would come again and again: each at once, and then every ten seconds at most. */
const AGAIN_AFTER_MS = 10_000;

export class Notes {
  readonly #note: (line: string) => void;
  readonly #saidMs = new Map<string, number>();

  constructor(note: (line: string) => void) {
    this.#note = note;
  }

  /** Lines about the same thing take turns. */
  say(about: string, line: string): void {
    const nowMs = performance.now();
    if (nowMs - (this.#saidMs.get(about) ?? Number.NEGATIVE_INFINITY) < AGAIN_AFTER_MS) return;
    this.#saidMs.set(about, nowMs);
    this.#note(line);
  }
}
