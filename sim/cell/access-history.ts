/**
 * Who accessed a piece of plain memory, as far as a later access can race with it: the last write,
 * each thread's last read, and the borrows that last (FastTrack's idea, PLDI 2009, without epochs
 * for reads: threads are few).
 */
import { remove } from "../engine/lists.ts";
import type { Operation } from "../engine/operation.ts";
import type { SimObject } from "../engine/sim-object.ts";
import type { Thread } from "../engine/thread.ts";
import { finding } from "../finding/finding.ts";
import { covers, type VectorClock } from "../memory/vector-clock.ts";

const NOBODY: readonly Thread[] = [];

export class AccessHistory {
  private writer: Thread | null = null;
  private writeEpoch = 0;
  private writeCall = "";
  /** Who has read since the write, where that is one thread only; so it nearly always is, and costs no array. */
  private reader: Thread | null = null;
  private readEpoch = 0;
  /** Where several have: per thread the epoch of its last read, 0 for none. */
  private reads: VectorClock | null = null;
  private holder: Thread | null = null;
  private sharers: Thread[] | null = null;

  /** Checks an access against the earlier ones and remembers it; a race ends the execution. */
  check(memory: SimObject, op: Operation, write: boolean): void {
    const { thread } = op;
    const epoch = thread.clock[thread.index] ?? 0;
    const other = this.unordered(thread, write);
    if (other !== null) this.report(memory, op, write, other);
    if (write) {
      this.writer = thread;
      this.writeEpoch = epoch;
      this.writeCall = op.kind.name;
      this.reader = null;
      this.reads = null;
    } else this.noteRead(thread, epoch);
  }

  /** A borrow that lasts begins or ends. */
  hold(thread: Thread, write: boolean, begins: boolean): void {
    if (write) {
      this.holder = begins ? thread : null;
      return;
    }
    this.sharers ??= [];
    if (begins) this.sharers.push(thread);
    else remove(this.sharers, thread);
  }

  /** The memory is new to `thread`: what came before is no access to it. */
  clear(thread: Thread): void {
    this.writer = thread;
    this.writeEpoch = thread.clock[thread.index] ?? 0;
    this.writeCall = "new";
    this.reader = null;
    this.reads = null;
    this.holder = null;
    this.sharers = null;
  }

  private noteRead(thread: Thread, epoch: number): void {
    if (this.reads === null) {
      if (this.reader === null || this.reader === thread) {
        this.reader = thread;
        this.readEpoch = epoch;
        return;
      }
      this.reads = [];
      setEpoch(this.reads, this.reader.index, this.readEpoch);
    }
    setEpoch(this.reads, thread.index, epoch);
  }

  /** The earlier access that this one is not ordered after, or null. */
  private unordered(thread: Thread, write: boolean): { thread: Thread; did: string } | null {
    const { writer, holder } = this;
    if (holder !== null && holder !== thread) return { thread: holder, did: "holds an exclusive borrow of" };
    if (writer !== null && writer !== thread && !covers(thread.clock, writer.index, this.writeEpoch)) {
      return { thread: writer, did: `wrote (${this.writeCall})` };
    }
    if (!write) return null;
    for (const sharer of this.sharers ?? NOBODY) {
      if (sharer !== thread) return { thread: sharer, did: "holds a shared borrow of" };
    }
    const reader = this.unorderedReader(thread);
    return reader === null ? null : { thread: reader, did: "read" };
  }

  private unorderedReader(thread: Thread): Thread | null {
    const { reader, reads } = this;
    if (reads === null) {
      const isOrdered = reader === null || reader === thread || covers(thread.clock, reader.index, this.readEpoch);
      return isOrdered ? null : reader;
    }
    for (let i = 0; i < reads.length; i++) {
      const epoch = reads[i] ?? 0;
      if (epoch === 0 || i === thread.index || covers(thread.clock, i, epoch)) continue;
      return thread.execution.threads[i] ?? null;
    }
    return null;
  }

  private report(memory: SimObject, op: Operation, write: boolean, other: { thread: Thread; did: string }): void {
    const does = write ? "writes" : "reads";
    op.execution.fail(
      finding(
        "data-race",
        `"${op.thread.name}" ${does} ${memory.label} (${op.kind.name}) while "${other.thread.name}" ${other.did} it, and nothing orders the two.`,
        {
          involved: [
            memory.role,
            write ? "write" : "read",
            other.did.includes("wr") || other.did.includes("excl") ? "write" : "read",
          ],
        },
      ),
    );
  }
}

function setEpoch(reads: VectorClock, thread: number, epoch: number): void {
  while (reads.length <= thread) reads.push(0);
  reads[thread] = epoch;
}
