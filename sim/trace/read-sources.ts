/**
 * Which step's write each read saw. Worked out beside the memory model, from what it keeps anyway,
 * for whoever listens to an execution; one listener at a time under a model that keeps several stores.
 */
import { UnsafeCell } from "../cell/unsafe-cell.ts";
import type { Operation } from "../engine/operation.ts";
import type { SimObject } from "../engine/sim-object.ts";
import { RawPtr } from "../heap/raw-ptr.ts";
import { Location } from "../memory/location.ts";
import { History } from "../memory/rc11/history.ts";
import type { Store } from "../memory/rc11/store.ts";

/** The locations whose word says something; that of a pipe or a poller only counts calls. */
const WORDS: ReadonlySet<string> = new Set(["atomic", "token", "mutex", "rwlock", "condvar", "once"]);
/** Kinds that write without looking at what was there. */
const WRITE_ONLY: ReadonlySet<string> = new Set(["store", "set", "dealloc"]);

export function isWord(target: SimObject | null): target is Location {
  return target instanceof Location && WORDS.has(target.sort);
}

export class ReadSources {
  /** The last step that wrote, by what it wrote: of memory that keeps the newest value only. */
  private readonly writers = new Map<SimObject, number>();
  /** By store, where the memory model keeps several: stores are pooled, and each use notes its own. */
  private readonly stores = new Map<Store, number>();

  clear(): void {
    this.writers.clear();
    this.stores.clear();
  }

  /** `op` was performed and is to be known as `number`. Gives back whose write it read; null for none. */
  note(op: Operation, number: number): number | null {
    const { target } = op;
    if (isWord(target)) {
      const { history } = target;
      if (history instanceof History && history.location === target) return this.noteStore(history, number);
      return this.noteNewest(op, target, number);
    }
    return target instanceof UnsafeCell || target instanceof RawPtr ? this.noteNewest(op, target, number) : null;
  }

  /** The newest value was read or overwritten, or both. */
  private noteNewest({ kind, execution }: Operation, target: SimObject, number: number): number | null {
    const writeOnly = WRITE_ONLY.has(kind.name);
    const before = writeOnly ? null : (this.writers.get(target) ?? null);
    const writes = writeOnly || !(target instanceof Location) || execution.memory.updated;
    if (kind.access === "write" && writes) this.writers.set(target, number);
    return before;
  }

  /** The memory model chose which store was read, and which place the new one took. */
  private noteStore(history: History, number: number): number | null {
    const { lastRead, lastWritten } = history;
    history.lastRead = null;
    history.lastWritten = null;
    const before = lastRead === null ? null : (this.stores.get(lastRead) ?? null);
    if (lastWritten !== null) this.stores.set(lastWritten, number);
    return before;
  }
}
