/**
 * `urw`: the uniform random walk of "Selectively Uniform Concurrency Testing" (Zhao, Wolff, Mathur,
 * Roychoudhury, ASPLOS 2025).
 *
 * The next thread is drawn with a probability proportional to the steps that it has left, those of
 * the threads that it will spawn included. Of two threads with a and b steps left, the share a/(a+b)
 * of all interleavings begins with the first: where the estimates are right and nobody waits, all
 * interleavings are equally likely, while a plain walk prefers those in which short threads end
 * late. Whoever waits is left out until it can go on.
 *
 * The estimates are those of `learn`, by spawn signature. A thread has always one step left at
 * least, the one that it announced; so whoever was estimated too short is drawn seldom, and not
 * never. What of its children it has not spawned by its estimated end it will not spawn any more.
 * Without `learn` all weigh the same, as under `random`. A thread that was spawned starts at once,
 * as under `pos`: a start orders nothing. Letting time pass has the chance that `random` gives it.
 */
import type { DecisionKind } from "../decision.ts";
import type { Execution } from "../engine/execution.ts";
import type { Thread } from "../engine/thread.ts";
import { Draws } from "./draws.ts";
import { Expected } from "./expected.ts";
import type { Profile } from "./profile.ts";
import { unstarted } from "./starts.ts";
import type { Strategy } from "./strategy.ts";
import { pick } from "./weights.ts";

export class UrwStrategy implements Strategy {
  readonly name = "urw";
  readonly systematic = false;
  private readonly draws = new Draws();
  /** All steps of a thread, and those before which another one may go: what is between two of them goes with the first. */
  private steps = new Expected(new Map());
  private switching = new Expected(new Map());
  private readonly weights: number[] = [];

  learn({ byThread }: Pick<Profile, "byThread">): void {
    const counts = [...byThread];
    this.steps = new Expected(new Map(counts.map(([path, { steps }]) => [path, steps])));
    this.switching = new Expected(new Map(counts.map(([path, { switching }]) => [path, switching])));
  }

  begin(seed: string): boolean {
    this.draws.begin(seed);
    this.steps.begin();
    this.switching.begin();
    return true;
  }

  decide(kind: DecisionKind, options: number, view: Execution): number {
    if (kind !== "schedule") return this.draws.other(kind, options, view);
    const starting = unstarted(view);
    if (starting !== -1) return starting;
    const threads = view.ready.length;
    if (options > threads && this.draws.schedule(options) === threads) return threads;
    let total = 0;
    for (let option = 0; option < threads; option++) {
      const weight = this.weightOf(view.candidate(option));
      this.weights[option] = weight;
      total += weight;
    }
    return pick(this.weights, threads, this.draws.unit() * total);
  }

  /** The steps that `thread` and those that it will spawn have left, by the estimates. */
  private weightOf(thread: Thread): number {
    const { own, unspawned } = this.switching.of(thread);
    const steps = this.steps.of(thread).own;
    if (thread.steps >= steps) return 1;
    return Math.max(1, own * (1 - thread.steps / steps)) + (unspawned[thread.children] ?? 0);
  }
}
