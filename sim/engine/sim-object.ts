/**
 * Identity of what a model creates: numbered per creating thread, never by a global counter, so
 * that the same object has the same name in every interleaving.
 */
import { ambient } from "../ambient.ts";
import type { Thread } from "./thread.ts";

export abstract class SimObject {
  /** What a person calls this sort of thing: `atomic`, `mutex`, `cell`. */
  abstract readonly sort: string;
  /** The thread that made it; its path and `serial` are the identity. */
  readonly maker: Thread | null;
  /** Counts the objects made by `maker`, from 1. */
  readonly serial: number;
  /** Number of announced conditional steps on this object; 0 lets writes skip looking for waiters. */
  watchers = 0;
  private readonly givenName: string | null;

  /** Made inside a running execution, or (threads, which name themselves) with `maker` null. */
  constructor(name: string | null, maker: Thread | null = ambient().thread) {
    this.givenName = name;
    this.maker = maker;
    this.serial = maker === null ? 0 : ++maker.objectsMade;
  }

  /** `0.1.5`: the fifth object made by thread `0.1`. The same in every interleaving. */
  get id(): string {
    return this.maker === null ? `${this.serial}` : `${this.maker.path}.${this.serial}`;
  }

  /** The name given by the model, or sort and id. */
  get label(): string {
    return this.givenName ?? `${this.sort} ${this.id}`;
  }

  /** The name given by the model, or the sort alone: the same for all of its kind, for fingerprints. */
  get role(): string {
    return this.givenName ?? this.sort;
  }
}
