/** Who explores: this process alone, or several others. */
import type { Explorable, State } from "./explorable.ts";
import { exploreSlice, type Slice } from "./slice.ts";

export interface Team {
  /** How many slices may be under way at once. */
  readonly size: number;
  /** Rejects with `WorkerLost` where whoever was at it died or hangs. */
  slice(state: State, forMs: number): Promise<Slice>;
  /** Slices under way may be handed back before their time. */
  hurry(): void;
  /** Slices still under way are given up. */
  end(): Promise<void>;
}

/** This process: no start-up, one slice at a time. */
export class Alone implements Team {
  readonly size = 1;
  readonly #create: () => Explorable;
  #hurried = false;

  constructor(create: () => Explorable) {
    this.#create = create;
  }

  slice(state: State, forMs: number): Promise<Slice> {
    return exploreSlice(this.#create(), state, forMs, () => this.#hurried);
  }

  hurry(): void {
    this.#hurried = true;
  }

  async end(): Promise<void> {
    this.#hurried = true;
  }
}
