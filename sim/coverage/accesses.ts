/**
 * Features of memory: which access to an object came right after another thread's, where one of the
 * two could write; and which thread's write a read saw.
 */
import type { Operation } from "../engine/operation.ts";
import type { SimObject } from "../engine/sim-object.ts";
import { ReadSources } from "../trace/read-sources.ts";
import type { FeatureSet } from "./feature-set.ts";
import { Pairs } from "./pairs.ts";
import { Sites } from "./sites.ts";

/** Room for so many sites beside a thread's index. */
const SITES = 2 ** 20;

/** The last access to an object; reused from execution to execution. */
interface Access {
  site: number;
  thread: number;
  writes: boolean;
}

export class Accesses {
  private readonly sites = new Sites();
  private readonly conflicts: Pairs;
  private readonly reads: Pairs;
  private readonly staleReads: Pairs;
  private readonly last = new Map<SimObject, Access>();
  private readonly pool: Access[] = [];
  private readonly sources = new ReadSources();
  /** How many stale reads there had been before the step. */
  private stale = 0;

  constructor(found: FeatureSet) {
    const { sites } = this;
    const pairs = (kind: "conflict" | "reads-from", how: string): Pairs =>
      new Pairs(found, kind, (first, second) => `${sites.text(first)} ${how} ${sites.text(second)}`);
    this.conflicts = pairs("conflict", "before");
    this.reads = pairs("reads-from", "seen by");
    this.staleReads = pairs("reads-from", "seen late by");
  }

  begin(): void {
    this.last.clear();
    this.sources.clear();
    this.stale = 0;
  }

  step(op: Operation, target: SimObject): void {
    const { access } = op.kind;
    if (access === "none") return;
    const site = this.sites.numberOf(op, target);
    const thread = op.thread.index;
    this.conflict(target, site, thread, access === "write");
    const { staleReads = 0 } = op.execution.memory;
    const source = this.sources.note(op, thread * SITES + site);
    if (source !== null && Math.floor(source / SITES) !== thread) {
      (staleReads === this.stale ? this.reads : this.staleReads).mark(source % SITES, site);
    }
    this.stale = staleReads;
  }

  private conflict(target: SimObject, site: number, thread: number, writes: boolean): void {
    let last = this.last.get(target);
    if (last === undefined) {
      last = this.pool[this.last.size];
      if (last === undefined) {
        last = { site, thread, writes };
        this.pool.push(last);
      }
      this.last.set(target, last);
    } else if (last.thread !== thread && (last.writes || writes)) {
      this.conflicts.mark(last.site, site);
    }
    last.site = site;
    last.thread = thread;
    last.writes = writes;
  }
}
