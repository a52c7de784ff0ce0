/** Trees of tasks on a whole runtime: each spawns its children, and joins, aborts or forgets them. */
import fc from "fast-check";
import { async_, Builder, type JoinHandle, spawn, spawnBlocking, wait, yieldNow } from "../../runtime/index.ts";
import { AtomicUsize, assert, type Op } from "../../sim/index.ts";

/**
 * - `joined`: its parent waits for its output
 * - `aborted`: its parent aborts it, and then waits for what becomes of it
 * - `forgotten`: its parent drops the join handle; the shutdown may come first
 * - `blocking`: no task, but a function on a thread that may block; it is joined and has no children
 */
const CHILD_KINDS = ["joined", "aborted", "forgotten", "blocking"] as const;

export interface GraphNode {
  /** Counted modulo the nodes before; the root, node -1, is what the runtime blocks on. */
  readonly parent: number;
  readonly kind: (typeof CHILD_KINDS)[number];
  /** How often it yields: between spawning its children and joining them. */
  readonly yields: number;
}

export interface TaskGraph {
  /** 0: a current-thread runtime. */
  readonly workers: number;
  readonly nodes: readonly GraphNode[];
}

const NODES_MAX = 5;
const WORKERS_MAX = 4;
const YIELDS_MAX = 2;

/** Up to five tasks below the root, on up to four workers. */
export function taskGraphs(): fc.Arbitrary<TaskGraph> {
  return fc.record({
    workers: fc.nat({ max: WORKERS_MAX }),
    nodes: fc.array(
      fc.record({
        parent: fc.nat({ max: NODES_MAX }),
        kind: fc.constantFrom(...CHILD_KINDS),
        yields: fc.nat({ max: YIELDS_MAX }),
      }),
      { minLength: 1, maxLength: NODES_MAX },
    ),
  });
}

/** Runs the tree until its root is through, and drops the runtime. */
export function* runTaskGraph({ workers, nodes }: TaskGraph): Op<void> {
  const options = { name: "rt", eventInterval: 2, globalQueueInterval: 3 };
  const builder =
    workers === 0 ? Builder.newCurrentThread(options) : Builder.newMultiThread({ ...options, workerThreads: workers });
  const runtime = yield* builder.build();
  const tree = new Tree(nodes);
  yield* runtime.blockOn(async_(() => tree.run(-1)));
  tree.shutsDown = true;
  yield* runtime.drop();
}

interface Child {
  readonly index: number;
  readonly join: JoinHandle<number>;
}

class Tree {
  /** From now on what was forgotten is cancelled, and may see its children cancelled. */
  shutsDown = false;
  private readonly nodes: readonly GraphNode[];
  /** Children by the parent's index, the root's at -1. */
  private readonly children = new Map<number, number[]>();
  private readonly done = new AtomicUsize(0, "done");

  constructor(nodes: readonly GraphNode[]) {
    this.nodes = nodes;
    nodes.forEach(({ parent }, index) => {
      let at = (parent % (index + 1)) - 1;
      if (nodes[at]?.kind === "blocking") at = -1;
      this.children.set(at, [...(this.children.get(at) ?? []), index]);
    });
  }

  /** What each task does; its output is its index. */
  *run(index: number): Op<number> {
    const awaited: Child[] = [];
    // Where the task is cancelled meanwhile, too, the handles are dropped, as Rust drops its locals.
    try {
      for (const child of this.children.get(index) ?? []) yield* this.start(child, awaited);
      for (let i = this.nodes[index]?.yields ?? 0; i > 0; i--) yield* wait(yieldNow());
      for (let child = awaited.shift(); child !== undefined; child = awaited.shift()) {
        if (this.kind(child.index) === "aborted") yield* child.join.abort();
        this.expect(child.index, yield* wait(child.join));
      }
    } finally {
      for (const { join } of awaited) yield* join.drop();
    }
    yield* this.done.fetchAdd(1, "Relaxed");
    return index;
  }

  private *start(index: number, awaited: Child[]): Op<void> {
    const kind = this.kind(index);
    const name = `${kind} ${index}`;
    const join =
      kind === "blocking"
        ? yield* spawnBlocking(() => this.block(index), name)
        : yield* spawn(
            async_(() => this.run(index)),
            name,
          );
    if (kind === "forgotten") yield* join.drop();
    else awaited.push({ index, join });
  }

  private *block(index: number): Op<number> {
    yield* this.done.fetchAdd(1, "Relaxed");
    return index;
  }

  private expect(index: number, result: { readonly ok: boolean; readonly value?: number }): void {
    if (result.ok) assert(result.value === index, "a join handle gives the output of another task");
    else assert(this.shutsDown || this.kind(index) === "aborted", "a task was cancelled whom nobody aborted");
  }

  private kind(index: number): GraphNode["kind"] | undefined {
    return this.nodes[index]?.kind;
  }
}
