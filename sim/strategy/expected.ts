/**
 * How many events are still to come, by thread: those of a thread that was not spawned yet count
 * for the thread that will spawn it, since that one's progress is what they wait for.
 */
import type { Execution } from "../engine/execution.ts";
import { clear } from "../engine/lists.ts";
import type { Thread } from "../engine/thread.ts";

/** What is expected of one thread. */
export interface Expectancy {
  /** Events of its own. */
  readonly own: number;
  /** Those, and all of its descendants'. */
  readonly subtree: number;
  /** At `k`: the events of all its children beyond the first k, with their descendants. */
  readonly unspawned: readonly number[];
}

const NOTHING: Expectancy = { own: 0, subtree: 0, unspawned: [] };

export class Expected {
  private readonly byPath = new Map<string, Expectancy>();
  /** By index in the present execution: paths are looked up once for each thread. */
  private readonly byIndex: Expectancy[] = [];

  /** `counts`: events by path of the thread. */
  constructor(counts: ReadonlyMap<string, number>) {
    this.build("0", counts, childrenIn(counts));
  }

  /** Another execution: the threads have other indices. */
  begin(): void {
    clear(this.byIndex);
  }

  of(thread: Thread): Expectancy {
    const known = this.byIndex[thread.index];
    if (known !== undefined) return known;
    // The first look at a thread may come before that at an older one: no holes.
    const { threads }: Execution = thread.execution;
    for (let i = this.byIndex.length; i <= thread.index; i++) {
      this.byIndex.push(this.byPath.get((threads[i] as Thread).path) ?? NOTHING); // i <= thread.index
    }
    return this.byIndex[thread.index] ?? NOTHING;
  }

  private build(path: string, counts: ReadonlyMap<string, number>, children: ReadonlyMap<string, number>): number {
    const own = counts.get(path) ?? 0;
    const unspawned = [0];
    for (let child = children.get(path) ?? 0; child >= 1; child--) {
      unspawned.unshift((unspawned[0] ?? 0) + this.build(`${path}.${child}`, counts, children));
    }
    const subtree = own + (unspawned[0] ?? 0);
    this.byPath.set(path, { own, subtree, unspawned });
    return subtree;
  }
}

/** For each path the highest number of a child that itself or whose descendants are counted. */
function childrenIn(counts: ReadonlyMap<string, number>): Map<string, number> {
  const children = new Map<string, number>();
  for (const counted of counts.keys()) {
    for (let path = counted, dot = path.lastIndexOf("."); dot > 0; dot = path.lastIndexOf(".")) {
      const child = Number(path.slice(dot + 1));
      path = path.slice(0, dot);
      children.set(path, Math.max(child, children.get(path) ?? 0));
    }
  }
  return children;
}
