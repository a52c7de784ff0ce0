/** Explores a binary tree instead of execution graphs: each leaf is an execution, some of them fail. */
import { type Finding, finding } from "../../sim/index.ts";
import type { Explorable, Pending, State } from "../verify/explorable.ts";

interface Node extends Pending {
  /** The way from the root, of 0 and 1. */
  readonly path: string;
}

export interface Tree {
  readonly depth: number;
  /** The leaves that fail. */
  readonly failing: readonly string[];
}

export class TreeExplorer implements Explorable {
  executions = 0;
  blocked = 0;
  cut = 0;
  readonly bounds = new Set<string>();
  finding: Finding | null = null;
  readonly #tree: Tree;
  #pending: Node[] = [{ path: "", weight: 1 }];

  constructor(tree: Tree) {
    this.#tree = tree;
  }

  explore(shouldStop: () => boolean = () => false): "done" | "stopped" | "finding" {
    for (;;) {
      if (this.#pending.length === 0) return "done";
      if (shouldStop()) return "stopped";
      const { path, weight } = this.#pending.pop() as Node; // not empty
      if (path.length < this.#tree.depth) {
        for (const way of ["1", "0"]) this.#pending.push({ path: path + way, weight: weight / 2 });
      } else if (this.#tree.failing.includes(path)) {
        this.finding = finding("assertion", `leaf ${path}`);
        return "finding";
      } else {
        this.#leaf(path);
      }
    }
  }

  save(): State {
    return { pending: [...this.#pending] };
  }

  load({ pending }: State): void {
    this.#pending = pending.map((node) => node as Node);
  }

  #leaf(path: string): void {
    if (path.endsWith("111")) this.blocked++;
    else this.executions++;
    if (!path.endsWith("000")) return;
    this.cut++;
    this.bounds.add("3 yields of one thread");
  }
}
