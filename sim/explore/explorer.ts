/**
 * Explores all execution graphs of a program, each once. Every graph is reached by executing the
 * program: along a graph that is known, then on as far as it goes; what else could have been becomes
 * graphs to be explored later. The executions are ordinary ones, so monitors, the heap and the checks
 * for races see what they always see.
 */
import type { MemoryName } from "../check/memory-model.ts";
import { Prepared } from "../check/prepared.ts";
import type { Program } from "../check/program.ts";
import { Execution } from "../engine/execution.ts";
import type { Listener } from "../engine/listener.ts";
import type { Thread } from "../engine/thread.ts";
import type { FaultSetting } from "../fault/fault-setting.ts";
import { type Finding, finding, raise } from "../finding/finding.ts";
import { UsageError } from "../finding/usage-error.ts";
import { Location } from "../memory/location.ts";
import type { Report } from "../report/report.ts";
import { Tape } from "../tape/tape.ts";
import { Accesses } from "./accesses.ts";
import { ASSUME } from "./assume.ts";
import type { Consistency } from "./consistency.ts";
import type { Event } from "./event.ts";
import { exploredReport } from "./explored-report.ts";
import { Graph } from "./graph.ts";
import { GraphMemory } from "./graph-memory.ts";
import { GraphStrategy } from "./graph-strategy.ts";
import { Growth } from "./growth.ts";
import { withinPreemptions } from "./preemptions.ts";
import { RC11 } from "./rc11.ts";
import { replayOrder } from "./replay-order.ts";
import { loadGraph, type SavedGraph, saveGraph } from "./saved-graph.ts";
import { SC } from "./sc.ts";
import { Speaker } from "./speaker.ts";
import { type Witness, witnessOf } from "./witness.ts";

export interface ExploreOptions {
  readonly memory: MemoryName;
  /** The most yields of one thread in one execution; default 3. */
  readonly yields?: number;
  /** Only executions that can be had with at most so many preemptions; only for `sc`. Default: no bound. */
  readonly preemptions?: number;
  /** Which faults may strike; default `plan`: those that the program plans. */
  readonly faults?: FaultSetting;
  /** Told of each complete execution, while its objects are still as it left them. */
  readonly onExecution?: (explorer: Explorer) => void;
}

/** What is left to explore, as JSON. */
export interface ExplorerState {
  /** Identities, by number. */
  readonly threads: readonly string[];
  readonly locations: readonly string[];
  /** The last one is next; the weights of all that is left and of what is explored add up to 1. */
  readonly pending: readonly { readonly weight: number; readonly graph: SavedGraph }[];
}

/** A graph to be explored, and how much of the whole it stands for. */
interface Item {
  readonly graph: Graph;
  readonly weight: number;
}

const YIELDS = 3;

/** Ends an execution that leads nowhere; never reported. */
const ABANDONED = finding("livelock", "abandoned");

export class Explorer {
  readonly program: Program;
  readonly yields: number;
  readonly preemptions: number;
  /** Complete executions: one for each execution graph. */
  executions = 0;
  /** Executions in which a thread waits for what it does not see, or assumed what does not hold: no verdict. */
  blocked = 0;
  /** Executions that a bound cut off. */
  cut = 0;
  /** Steps of all runs, and accesses to what another thread wrote. */
  steps = 0;
  conflicts = 0;
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
  private readonly faults: FaultSetting;
  private readonly prepared: Prepared;
  private readonly onExecution: (explorer: Explorer) => void;
  private readonly stack: Item[] = [{ graph: new Graph(), weight: 1 }];
  private weight = 1;
  private readonly accesses = new Accesses();
  private wasted = false;

  constructor(program: Program, options: ExploreOptions) {
    const { memory, yields = YIELDS, preemptions = Number.POSITIVE_INFINITY, onExecution = () => undefined } = options;
    if (memory !== "sc" && preemptions !== Number.POSITIVE_INFINITY) {
      throw new UsageError(`${memory}: preemptions are counted under sc only, where steps have an order`);
    }
    this.program = program;
    this.yields = yields;
    this.preemptions = preemptions;
    this.onExecution = onExecution;
    this.consistency = memory === "sc" ? SC : RC11;
    this.growth = new Growth(this.consistency);
    this.memory = new GraphMemory(memory, this.growth);
    this.strategy = new GraphStrategy(program.name, this.memory, yields);
    this.memory.onEvent = this.followed;
    this.memory.onGrown = () => this.keepSiblings();
    this.memory.onEnd = () => raise(ABANDONED);
    this.memory.mayGoOn = (thread) => this.strategy.mayGoOn(thread);
    this.strategy.onHeld = () => this.execution.fail(ABANDONED);
    this.listeners = [{ onStuck: () => this.settleWaiting() }, ...program.monitors()];
    this.faults = options.faults ?? "plan";
    this.prepared = new Prepared(program, this.faults);
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
    const fraction = 1 - this.stack.reduce((left, { weight }) => left + weight, 0);
    return { fraction, executions: fraction <= 0 ? 0 : Math.round(this.executions / fraction) };
  }

  /** What is left to explore. */
  save(): ExplorerState {
    return {
      threads: this.memory.threads.names,
      locations: this.memory.locations.names,
      pending: this.stack.map(({ graph, weight }) => ({ weight, graph: saveGraph(graph) })),
    };
  }

  /** Explores what is left there, and nothing else; only for a new explorer of the same program and options. */
  load({ threads, locations, pending }: ExplorerState): void {
    this.memory.threads.take(threads);
    this.memory.locations.take(locations);
    this.stack.length = 0;
    for (const { graph, weight } of pending) this.stack.push({ graph: loadGraph(graph), weight });
  }

  /** The finding of the last exploration, shrunk and replayable; null where only graphs can express it. */
  report(): Report | null {
    if (this.finding === null) throw new UsageError("there is no finding to report");
    const newer = this.consistency.name === "rc11" ? this.accesses.newer(this.graph) : new Map<string, number>();
    const { finding: found, tape } = this;
    const explored = { finding: found, entries: tape.entries, newer };
    return exploredReport(this.program, this.consistency.name, this.faults, explored);
  }

  /** The present graph, for people: it is executed once more, and told of what each step was called. */
  witness(): Witness {
    const speaker = new Speaker();
    this.memory.onEvent = (event) => {
      this.strategy.executed(event);
      speaker.executed(event);
    };
    this.run(this.graph.copy(), [speaker], null);
    this.growth.siblings.length = 0;
    this.memory.onEvent = this.followed;
    const names = new Map(this.execution.threads.map(({ path, name }) => [path, name]));
    const threads = this.memory.threads.names.map((path) => ({ path, name: names.get(path) ?? path }));
    return witnessOf(this.graph, threads, speaker.spoken);
  }

  private execute({ graph, weight }: Item): void {
    this.weight = weight;
    this.wasted = false;
    this.tape.entries.length = 0;
    this.accesses.clear();
    this.run(graph, this.listeners, this.tape);
    if (this.execution.now > 0) this.strategy.unordered("lets virtual time pass");
    this.steps += this.execution.steps;
    this.conflicts += this.execution.conflicts;
    this.judge();
  }

  private run(graph: Graph, listeners: readonly Listener[], tape: Tape | null): void {
    const { strategy, memory, prepared } = this;
    memory.graph = graph;
    strategy.follow(replayOrder(graph, this.consistency.name === "sc"));
    this.execution.run(prepared.model, {
      strategy,
      memory,
      bounds: this.program.bounds,
      listeners,
      tape,
      faults: prepared.faults,
    });
  }

  private readonly followed = (event: Event, thread: Thread): void => {
    this.strategy.executed(event);
    this.accesses.add(thread, event);
  };

  private judge(): void {
    const { finding: found, steps, bounds } = this.execution;
    if (found === ABANDONED) this.settleWaiting();
    if (found === ABANDONED && this.strategy.cut) {
      this.cut++;
      this.bounds.add(`${this.yields} ${this.yields === 1 ? "yield" : "yields"} of one thread`);
    } else if (found === ABANDONED || this.wasted) {
      this.blocked++;
    } else if (found !== null && found.kind === "livelock" && steps > bounds.steps) {
      this.cut++;
      this.bounds.add(`${bounds.steps} steps`);
    } else if (this.beyondPreemptions()) {
      this.cut++;
      this.bounds.add(this.preemptionBound);
    } else if (found !== null) {
      this.finding = found;
    } else {
      this.executions++;
      this.onExecution(this);
    }
  }

  /** Nobody can go on: is it so for ever, or only because a wait does not see the newest value? */
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

  /**
   * Whether a graph within the bound on preemptions may come of this one. On the way there it may need
   * more than in the end, but no more than one for each thread beyond the second (Marmanis,
   * Kokologiannakis, Vafeiadis: "Reconciling Preemption Bounding with DPOR", TACAS 2023).
   */
  private mayBecomeWithin(graph: Graph): boolean {
    if (this.preemptions === Number.POSITIVE_INFINITY) return true;
    if (withinPreemptions(graph, this.preemptions + Math.max(0, graph.threads.length - 2))) return true;
    this.bounds.add(this.preemptionBound);
    return false;
  }

  private beyondPreemptions(): boolean {
    return this.preemptions !== Number.POSITIVE_INFINITY && !withinPreemptions(this.graph, this.preemptions);
  }

  private get preemptionBound(): string {
    return this.preemptions === 1 ? "1 preemption" : `${this.preemptions} preemptions`;
  }

  /** What else the graph could have become is explored later; each share of the whole is alike. */
  private keepSiblings(): void {
    const { siblings } = this.growth;
    if (siblings.length === 0) return;
    this.weight /= siblings.length + 1;
    for (const graph of siblings) {
      if (this.mayBecomeWithin(graph)) this.stack.push({ graph, weight: this.weight });
    }
    siblings.length = 0;
  }
}
