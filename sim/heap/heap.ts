/**
 * What is alive. JavaScript collects garbage; the model does not: whatever is left when an
 * execution has ended well is a `leak`.
 */
import type { Execution } from "../engine/execution.ts";
import { clear } from "../engine/lists.ts";
import { finding } from "../finding/finding.ts";
import type { Tracked } from "./tracked.ts";

/** How many leaked things a finding names. */
const NAMED_MAX = 8;

export class Heap {
  /** In no particular order: removing one moves the last into its place. */
  private readonly live: Tracked[] = [];
  /** What raw pointers point to, freed or not, by identity: what an `AtomicPtr` holds. */
  private readonly addresses = new Map<string, Tracked>();

  reset(): void {
    clear(this.live);
    if (this.addresses.size > 0) this.addresses.clear();
  }

  /** How many tracked things are alive. */
  get size(): number {
    return this.live.length;
  }

  /** `made` must come to an end from now on. Doing it twice does no harm. */
  add(made: Tracked): void {
    if (made.slot >= 0) return;
    made.slot = this.live.length;
    this.live.push(made);
  }

  /** It ended, or somebody else answers for it. */
  remove(ended: Tracked): void {
    const { slot } = ended;
    if (slot < 0) return;
    const last = this.live.pop();
    if (last !== undefined && last !== ended) {
      this.live[slot] = last;
      last.slot = slot;
    }
    ended.slot = -1;
  }

  /** From now on pointers to it may be stored: `resolve` finds it by its id. */
  expose(allocation: Tracked): void {
    this.addresses.set(allocation.id, allocation);
  }

  /** What was exposed under `id`; undefined for an id of no allocation. */
  resolve(id: string): Tracked | undefined {
    return this.addresses.get(id);
  }

  /** The execution ended without a finding: anything alive is one. */
  close(execution: Execution): void {
    if (this.live.length === 0) return;
    const leaked = [...this.live].sort(inOrderOfMaking);
    const first = leaked[0];
    if (first === undefined) return;
    const others = leaked.length === 1 ? "" : ` (and ${leaked.length - 1} more)`;
    execution.fail(
      finding("leak", `${first.label}, made by "${first.maker?.name}", ${first.duty}${others}.`, {
        details: leaked.slice(0, NAMED_MAX).flatMap((one) => one.story()),
        involved: [first.role],
      }),
    );
  }
}

function inOrderOfMaking(a: Tracked, b: Tracked): number {
  return (a.maker?.index ?? 0) - (b.maker?.index ?? 0) || a.serial - b.serial;
}
