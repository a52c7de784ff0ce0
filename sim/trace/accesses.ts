/**
 * What the recorded steps read and wrote: which step's write each read saw, and what a location holds
 * after it. Only while recording: to say what it holds costs.
 */
import { UnsafeCell } from "../cell/unsafe-cell.ts";
import type { Operation } from "../engine/operation.ts";
import { isWord, ReadSources } from "./read-sources.ts";

export interface Access {
  /** Index of the step whose write was read; null for initial values and where nothing was read. */
  readonly readsFrom: number | null;
  /** What the location holds after the step: its newest value, as text. */
  readonly value: string | null;
}

export class Accesses {
  private readonly sources = new ReadSources();

  clear(): void {
    this.sources.clear();
  }

  /** The step `index` was performed. */
  note(op: Operation, index: number): Access {
    return { readsFrom: this.sources.note(op, index), value: contentOf(op) };
  }
}

function contentOf({ target }: Operation): string | null {
  if (isWord(target)) return target.show(target.value);
  return target instanceof UnsafeCell ? target.show(target.peek()) : null;
}
