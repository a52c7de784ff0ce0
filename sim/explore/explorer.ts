/**
 * Explores all execution graphs of a program, each once. Every graph is reached by executing the
 * program: along a graph that is known, then on as far as it goes; what else could have been becomes
 * graphs to be explored later. The executions are ordinary ones, so monitors, the heap and the checks
 * for races see what they always see.
 */
import type { MemoryName } from "../check/memory-model.ts";
import type { Program } from "../check/program.ts";
import { Execution } from "../engine/execution.ts";
import type { Listener } from "../engine/listener.ts";
import { type Finding, finding, raise } from "../finding/finding.ts";
import { UsageError } from "../finding/usage-error.ts";
import { Location } from "../memory/location.ts";
import type { Op } from "../op.ts";
import { drawOptions } from "../options.ts";
import { Tape } from "../tape/tape.ts";
import { ASSUME } from "./assume.ts";
import type { Consistency } from "./consistency.ts";
import { Graph } from "./graph.ts";
import { GraphMemory } from "./graph-memory.ts";
import { GraphStrategy } from "./graph-strategy.ts";
import { Growth } from "./growth.ts";
import { RC11 } from "./rc11.ts";
import { replayOrder } from "./replay-order.ts";
import { SC } from "./sc.ts";

export interface ExploreOptions {
  readonly memory: MemoryName;
  /** The most yields of one thread in one execution; default 3. */
  readonly yields?: number;
  /** Told of each complete execution, while its objects are still as it left them. */
  readonly onExecution?: (explorer: Explorer) => void;
}

/** A graph to be explored, and how much of the whole it stands for. */
interface Item {
  readonly graph: Graph;
  readonly weight: number;
}

const YIELDS = 3;

/** Ends an execution that leads nowhere; never reported. */
const ABANDONED = finding("livelock", "abandoned");

export class Explorer implements Listener {
  readonly program: Program;
  readonly yields: number;
  /** Complete executions: one for each execution graph. */
  executions = 0;
  /** Executions in which a thread waits for what it does not see, or assumed what does not hold: no verdict. */
  blocked = 0;
  /** Executions that a bound cut off. */
  cut = 0;
  /** The bounds that cut something off, in words. */
  readonly bounds = new Set<string>();
  finding: Finding | null = null;
  /** The answers of the last execution. */
  readonly tape = new Tape();
  private readonly consistency: Consistency;
  private readonly growth: Growth;
  private readonly memory: GraphMemory;
  private readonly strategy: GraphStrategy;
  private readonly execution = new Execution();
  private readonly listeners: readonly Listener[];
  private readonly model: () => Op<void>;
  private readonly onExecution: (explorer: Explorer) => void;
  private readonly stack: Item[] = [{ graph: new Graph(), weight: 1 }];
  private weight = 1;
  private explored = 0;
  private wasted = false;

  constructor(program: Program, { memory, yields = YIELDS, onExecution = () => undefined }: ExploreOptions) {
    this.program = program;
    this.yields = yields;
    this.onExecution = onExecution;
    this.consistency = memory === "sc" ? SC : RC11;
    this.growth = new Growth(this.consistency);
    this.memory = new GraphMemory(memory, this.growth);
    this.strategy = new GraphStrategy(this.memory, yields);
    this.memory.onEvent = (event) => this.strategy.executed(event);
    this.memory.onGrown = () => this.keepSiblings();
    this.memory.onEnd = () => raise(ABANDONED);
    this.memory.mayGoOn = (thread) => this.strategy.mayGoOn(thread);
    this.strategy.onHeld = () => this.execution.fail(ABANDONED);
    this.listeners = [this, ...program.monitors()];
    this.model = () => program.model(drawOptions(program.options, this.execution));
  }

  /** Goes on until nothing is left, something is found, or `shouldStop` says so (asked before each execution). */
  explore(shouldStop: () => boolean = () => false): "done" | "stopped" | "finding" {
    this.finding = null;
    for (;;) {
      const item = this.stack[this.stack.length - 1];
      if (item === undefined) return "done";
      if (shouldStop()) return "stopped";
      this.stack.pop();
      this.execute(item);
      if (this.finding !== null) return "finding";
    }
  }

  /** The present graph. */
  get graph(): Graph {
    return this.memory.graph;
  }

  /** How much is explored, from 0 to 1, and how many executions there may be in all, after Knuth. */
  estimate(): { readonly fraction: number; readonly executions: number } {
    const fraction = this.stack.length === 0 ? 1 : this.explored;
    return { fraction, executions: fraction === 0 ? 0 : Math.round(this.executions / fraction) };
  }

  private execute({ graph, weight }: Item): void {
    this.memory.graph = graph;
    this.weight = weight;
    this.wasted = false;
    this.tape.entries.length = 0;
    this.strategy.follow(replayOrder(graph, this.consistency.name === "sc"));
    const { execution } = this;
    execution.run(this.model, {
      strategy: this.strategy,
      memory: this.memory,
      bounds: this.program.bounds,
      listeners: this.listeners,
      tape: this.tape,
    });
    if (execution.now > 0) {
      throw new UsageError(
        `verify: ${this.program.name} lets virtual time pass, whose order execution graphs do not hold: use fuzz`,
      );
    }
    this.judge();
    this.explored += this.weight;
  }

  private judge(): void {
    const { finding: found, steps, bounds } = this.execution;
    if (found === ABANDONED) this.settleWaiting();
    if (this.strategy.cut) {
      this.cut++;
      this.bounds.add(`${this.yields} yields of one thread`);
    } else if (this.wasted || found === ABANDONED) {
      this.blocked++;
    } else if (found !== null && found.kind === "livelock" && steps > bounds.steps) {
      this.cut++;
      this.bounds.add(`${bounds.steps} steps`);
    } else if (found !== null) {
      this.finding = found;
    } else {
      this.executions++;
      this.onExecution(this);
    }
  }

  /** Nobody can go on: is it so for ever, or only because a wait does not see the newest value? */
  onStuck(): void {
    this.settleWaiting();
  }

  private settleWaiting(): void {
    for (const thread of this.execution.threads) {
      const { op } = thread;
      if (thread.finished || !op.conditional) continue;
      if (op.kind === ASSUME) this.wasted = true;
      if (!(op.target instanceof Location)) continue;
      const read = this.memory.wait(thread);
      const order = this.graph.order(read.location);
      if (read.source !== order[order.length - 1]) this.wasted = true;
    }
  }

  /** What else the graph could have become is explored later; each share of the whole is alike. */
  private keepSiblings(): void {
    const { siblings } = this.growth;
    if (siblings.length === 0) return;
    this.weight /= siblings.length + 1;
    for (const graph of siblings) this.stack.push({ graph, weight: this.weight });
    siblings.length = 0;
  }
}
