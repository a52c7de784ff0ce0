/**
 * `surw`: "Selectively Uniform Concurrency Testing" (Zhao, Wolff, Mathur, Roychoudhury, ASPLOS 2025).
 *
 * All orders of the interesting events, Delta, are to be equally likely; how the others fall between
 * them is left to a plain walk. Here Delta is the accesses to one object, drawn from the seed among
 * those that several threads touched in the probe runs, one of them writing.
 *
 * One thread is intended to do the next event of Delta, drawn by the weights of `urw`, for which
 * only events of Delta count. Until it has, any other that comes to such an event waits there, and
 * those elsewhere go on, all with the same chance. So the order in Delta is that of the draws,
 * however much lies before each event. If the intended thread spawns another, the intention passes
 * to it with the share of the weight that is the new one's. Where all wait, another is intended.
 *
 * What Delta is and how the rest is walked are parameters. In the measurements of the authors' tool
 * (github.com/zhaohuanqdcn/SURW, `rp-urw`) the object is drawn by how often it is accessed, where
 * here all are drawn alike, and the other steps go by random priorities, where here whoever can go
 * is equally likely.
 *
 * Ours: a thread whose estimate is used up weighs nothing before it stands at an event of Delta, and
 * 1 there. An intended one that does not come to its event for as many decisions as fair `pct` has
 * patience, a step that yields counted ten times, was estimated wrong, and nothing more is expected
 * of it: so no spin loop waits for ever for those that wait for it. Without `learn`, or where
 * nothing is shared, this is a plain walk. Threads start at once, and time passes, as under `urw`.
 */
import type { DecisionKind } from "../decision.ts";
import type { Execution } from "../engine/execution.ts";
import type { Listener } from "../engine/listener.ts";
import { clear } from "../engine/lists.ts";
import type { Thread } from "../engine/thread.ts";
import { Delta } from "./delta.ts";
import { Draws } from "./draws.ts";
import { patienceFor } from "./patience.ts";
import type { Profile } from "./profile.ts";
import { unstarted } from "./starts.ts";
import type { Strategy } from "./strategy.ts";
import { pick } from "./weights.ts";

/** What a step that yields counts in patience: its thread says itself that it does not get on. */
const YIELD_COSTS = 10;

export class SurwStrategy implements Strategy {
  readonly name = "surw";
  readonly systematic = false;
  readonly listener: Listener = {
    onStep: (op) => {
      if (this.delta?.has(op) !== true) return;
      this.delta.count(op);
      if (op.thread === this.intended) this.intended = null;
    },
  };
  private readonly draws = new Draws();
  private deltas: readonly Delta[] = [];
  /** That of the present execution; null where nothing is shared. */
  private delta: Delta | null = null;
  /** Who is to do the next event of Delta; null until somebody stands at one. */
  private intended: Thread | null = null;
  /** How many threads the intended one had spawned when last looked at. */
  private spawned = 0;
  private patienceMax = patienceFor(0);
  private patience = 0;
  private readonly weights: number[] = [];
  private readonly open: number[] = [];

  learn({ steps, shared }: Pick<Profile, "steps" | "shared">): void {
    this.patienceMax = patienceFor(steps);
    this.deltas = shared.map((object) => new Delta(object));
  }

  begin(seed: string): boolean {
    this.draws.begin(seed);
    this.delta = this.deltas[this.draws.schedule(this.deltas.length)] ?? null;
    this.delta?.begin();
    this.intended = null;
    return true;
  }

  decide(kind: DecisionKind, options: number, view: Execution): number {
    if (kind !== "schedule") return this.draws.other(kind, options, view);
    const starting = unstarted(view);
    if (starting !== -1) return starting;
    const threads = view.ready.length;
    if (options > threads && this.draws.schedule(options) === threads) return threads;
    return this.delta === null ? this.draws.schedule(threads) : this.choose(this.delta, threads, view);
  }

  private choose(delta: Delta, threads: number, view: Execution): number {
    const { open } = this;
    clear(open);
    for (let option = 0; option < threads; option++) {
      if (!delta.has(view.candidate(option).op)) open.push(option);
    }
    if (open.length === threads) return this.draws.schedule(threads);
    let intended = this.follow(delta, view) ?? this.intend(delta, threads, view);
    // All wait for one that cannot go on itself.
    if (open.length === 0 && !intended.ready) intended = this.intend(delta, threads, view);
    if (intended.ready && delta.has(intended.op)) open.push(optionOf(intended, threads, view));
    const option = open[this.draws.schedule(open.length)] as number; // never empty
    this.patience -= view.candidate(option).op.kind.yields ? YIELD_COSTS : 1;
    return option;
  }

  /** Draws who is to do the next event of Delta; somebody stands at one, so that not all weigh nothing. */
  private intend(delta: Delta, threads: number, view: Execution): Thread {
    let total = 0;
    for (let option = 0; option < threads; option++) {
      const thread = view.candidate(option);
      const weight = Math.max(delta.left(thread), delta.has(thread.op) ? 1 : 0);
      this.weights[option] = weight;
      total += weight;
    }
    const drawn = view.candidate(pick(this.weights, threads, this.draws.unit() * total));
    this.intended = drawn;
    this.spawned = drawn.children;
    this.patience = this.patienceMax;
    return drawn;
  }

  /** The intended thread, or the one that it spawned in its place; null where there is none any more. */
  private follow(delta: Delta, view: Execution): Thread | null {
    let { intended } = this;
    if (intended === null) return null;
    while (this.spawned < intended.children) {
      const before = delta.left(intended, this.spawned);
      const others = delta.left(intended, ++this.spawned);
      if (this.draws.unit() * before < others) continue;
      intended = childOf(intended, this.spawned, view);
      this.spawned = 0;
    }
    this.intended = intended;
    if (intended.finished) return null;
    if (this.patience > 0 || (intended.ready && delta.has(intended.op))) return intended;
    delta.giveUp(intended);
    return null;
  }
}

function childOf(parent: Thread, number: number, view: Execution): Thread {
  const path = `${parent.path}.${number}`;
  return view.threads.find((thread) => thread.path === path) ?? parent;
}

function optionOf(thread: Thread, threads: number, view: Execution): number {
  let option = 0;
  while (option < threads - 1 && view.candidate(option) !== thread) option++;
  return option;
}
