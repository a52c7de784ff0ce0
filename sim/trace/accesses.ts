/**
 * What the recorded steps read and wrote: which step's write each read saw, and what a location holds
 * after it. Worked out beside the memory model, from what it keeps anyway; only while recording.
 */
import { UnsafeCell } from "../cell/unsafe-cell.ts";
import type { Operation } from "../engine/operation.ts";
import type { SimObject } from "../engine/sim-object.ts";
import { RawPtr } from "../heap/raw-ptr.ts";
import { Location } from "../memory/location.ts";
import { History } from "../memory/rc11/history.ts";
import type { Store } from "../memory/rc11/store.ts";

export interface Access {
  /** Index of the step whose write was read; null for initial values and where nothing was read. */
  readonly readsFrom: number | null;
  /** What the location holds after the step: its newest value, as text. */
  readonly value: string | null;
}

const NONE: Access = { readsFrom: null, value: null };

/** The locations whose word says something; that of a pipe or a poller only counts calls. */
const WORDS = new Set(["atomic", "token", "mutex", "rwlock", "condvar", "once"]);
/** Kinds that write without looking at what was there. */
const WRITE_ONLY = new Set(["store", "set", "dealloc"]);

export class Accesses {
  /** The last step that wrote, by what it wrote: of memory that keeps the newest value only. */
  private readonly writers = new Map<SimObject, number>();
  /** By store, where the memory model keeps several: stores are pooled, and each use notes its own. */
  private readonly stores = new Map<Store, number>();

  clear(): void {
    this.writers.clear();
    this.stores.clear();
  }

  /** The step `index` was performed. */
  note(op: Operation, index: number): Access {
    const { target } = op;
    if (target instanceof Location) return WORDS.has(target.sort) ? this.noteWord(op, target, index) : NONE;
    if (target instanceof UnsafeCell)
      return { readsFrom: this.noteNewest(op, target, index), value: contentOf(target) };
    if (target instanceof RawPtr) return { readsFrom: this.noteNewest(op, target, index), value: null };
    return NONE;
  }

  private noteWord(op: Operation, word: Location, index: number): Access {
    const value = word.show(word.value);
    const { history } = word;
    if (history instanceof History && history.location === word) {
      return { readsFrom: this.noteStore(history, index), value };
    }
    return { readsFrom: this.noteNewest(op, word, index), value };
  }

  /** The newest value was read or overwritten, or both. */
  private noteNewest({ kind, target, execution }: Operation, of: SimObject, index: number): number | null {
    const before = WRITE_ONLY.has(kind.name) ? null : (this.writers.get(of) ?? null);
    const always = WRITE_ONLY.has(kind.name) || !(target instanceof Location);
    if (kind.access === "write" && (always || execution.memory.updated)) this.writers.set(of, index);
    return before;
  }

  /** The memory model chose which store was read, and which place the new one took. */
  private noteStore(history: History, index: number): number | null {
    const { lastRead, lastWritten } = history;
    history.lastRead = null;
    history.lastWritten = null;
    const before = lastRead === null ? null : (this.stores.get(lastRead) ?? null);
    if (lastWritten !== null) this.stores.set(lastWritten, index);
    return before;
  }
}

function contentOf(cell: UnsafeCell<unknown>): string {
  return cell.show(cell.peek());
}
