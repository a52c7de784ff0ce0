/**
 * Explores everything there is, slice by slice, with a team. What it comes to does not depend on the
 * size of the team: pieces keep their order, and a finding counts once all that comes before it is done.
 */
import { firstOf } from "../workers/first-of.ts";
import { WorkerLost } from "../workers/lost.ts";
import type { Piece, Pieces } from "./pieces.ts";
import type { Team } from "./team.ts";

const SLICE_MS = 1_000;
/** While somebody has nothing to do, so that there is soon something to share. */
const SHORT_SLICE_MS = 100;
/** Slices last so many times as long as handing a state over and back, within this limit. */
const SLICE_PER_HANDOVER = 10;
const SHORT_SLICE_PER_HANDOVER = 2;
const SLICE_MS_MAX = 10_000;
/** How often the watcher is asked and told. */
const TICK_MS = 100;
/** Slices end by themselves when the time is over, or are asked to; so long is waited for them. */
const GRACE_MS = 2_000;

export interface Watcher {
  onProgress(seconds: number): void;
  /** A worker was lost, in words. */
  onLoss(line: string): void;
  /** Asked every now and then. */
  stop(): boolean;
}

/** How it ended; `explored` also where pieces had to be given up. */
export type End = "explored" | "finding" | "time" | "stopped";

export class Verification {
  readonly pieces: Pieces;
  readonly #team: Team;
  readonly #watcher: Watcher;
  readonly #beganMs = performance.now();
  #endMs: number;
  /** Somebody asked it to stop. */
  #stopping = false;
  #handoverMs = 0;
  readonly #underWay = new Set<Promise<void>>();
  /** What comes in from now on comes too late. */
  #over = false;
  #failure: { readonly thrown: unknown } | null = null;

  constructor(pieces: Pieces, team: Team, seconds: number, watcher: Watcher) {
    this.pieces = pieces;
    this.#team = team;
    this.#watcher = watcher;
    this.#endMs = this.#beganMs + seconds * 1_000;
  }

  get seconds(): number {
    return (performance.now() - this.#beganMs) / 1_000;
  }

  /** To its end, which it is told; the team is free then. */
  async run(): Promise<End> {
    try {
      return await this.#explore();
    } finally {
      this.#over = true;
      await this.#team.end();
    }
  }

  async #explore(): Promise<End> {
    for (;;) {
      if (this.#failure !== null) throw this.#failure.thrown;
      if (!this.#stopping && this.#watcher.stop()) this.#stop();
      const leftMs = this.#endMs - performance.now();
      if (leftMs > 0) this.#launch(leftMs);
      if (this.#settled()) return this.pieces.found === null ? "explored" : "finding";
      if (leftMs <= 0 && (this.#underWay.size === 0 || leftMs < -GRACE_MS)) return this.#early();
      await firstOf(this.#underWay, TICK_MS);
      this.#watcher.onProgress(this.seconds);
    }
  }

  /** As if the time were over. */
  #stop(): void {
    this.#stopping = true;
    this.#endMs = Math.min(this.#endMs, performance.now());
    this.#team.hurry();
  }

  /** A finding is one, also where another might have come before it. */
  #early(): End {
    if (this.pieces.found !== null) return "finding";
    return this.#stopping ? "stopped" : "time";
  }

  /** Nothing waits and nobody is at anything that counts. */
  #settled(): boolean {
    return this.pieces.waiting === 0 && this.pieces.taken === 0;
  }

  #launch(leftMs: number): void {
    const idle = this.#team.size - this.#underWay.size;
    this.pieces.share(idle);
    const forMs = this.#sliceMs(this.pieces.waiting < idle);
    for (let i = 0; i < idle; i++) {
      const piece = this.pieces.take();
      if (piece === null) return;
      const slice = this.#slice(piece, Math.min(forMs, leftMs)).finally(() => this.#underWay.delete(slice));
      this.#underWay.add(slice);
    }
  }

  #sliceMs(short: boolean): number {
    const ms = short
      ? Math.max(SHORT_SLICE_MS, this.#handoverMs * SHORT_SLICE_PER_HANDOVER)
      : Math.max(SLICE_MS, this.#handoverMs * SLICE_PER_HANDOVER);
    return Math.min(ms, SLICE_MS_MAX);
  }

  async #slice(piece: Piece, forMs: number): Promise<void> {
    if (piece.state === null) throw new Error("a piece that is done was taken");
    const beganMs = performance.now();
    try {
      const slice = await this.#team.slice(piece.state, forMs);
      if (this.#over) return;
      this.pieces.settle(piece, slice);
      if (slice.left !== null) this.#handoverMs = Math.max(0, performance.now() - beganMs - forMs);
    } catch (thrown) {
      if (this.#over) return;
      if (!(thrown instanceof WorkerLost)) {
        this.#failure ??= { thrown };
        return;
      }
      const again = this.pieces.lose(piece);
      this.#watcher.onLoss(`${thrown.message}: its part is ${again ? "put back" : "given up, after the second time"}`);
    }
  }
}
