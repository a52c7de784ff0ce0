/**
 * A memory location: one shared word, read and written through a `Memory`.
 *
 * Values are primitives or stable ids, never object references: under graph exploration a
 * reference from an older re-execution would be another instance.
 */
import { ambient } from "../ambient.ts";
import { SimObject } from "../engine/sim-object.ts";
import type { Thread } from "../engine/thread.ts";
import type { VectorClock } from "./vector-clock.ts";
import type { Published } from "./views.ts";

export type Value = number | string | boolean | bigint | null;

/** A name for traces, and optionally how a value reads there. */
export interface LocationOptions<V> {
  readonly name?: string;
  show?(value: V): string;
}

export class Location extends SimObject implements Published {
  readonly sort: string = "atomic";
  /** The newest value in modification order. Only a `Memory` reads or writes it. */
  value: Value;
  /** For memory models that keep the newest store only; so is `releaseBuffer`. */
  released: VectorClock | null = null;
  releaseBuffer: VectorClock | null = null;
  /** Index of the thread that last wrote, -1 before the first write. */
  lastWriter = -1;
  /** Set by memory models that keep more than the newest value. */
  history: unknown = null;
  private readonly shower: ((value: Value) => string) | null;

  /** `maker` null: a location of the engine's own, which names itself. */
  constructor(
    initial: Value,
    options: string | LocationOptions<Value> | undefined,
    maker: Thread | null = ambient().thread,
  ) {
    super(typeof options === "string" ? options : (options?.name ?? null), maker);
    this.value = initial;
    this.shower = typeof options === "object" ? (options.show ?? null) : null;
  }

  /** Makes a location that outlives executions new. */
  protected renew(initial: Value): void {
    this.value = initial;
    this.released = null;
    this.lastWriter = -1;
    this.history = null;
    this.watchers = 0;
  }

  /** A value as it reads in a trace: decoded where the model said how. */
  show(value: Value): string {
    return this.shower === null ? String(value) : this.shower(value);
  }
}
