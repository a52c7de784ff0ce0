/**
 * I16, legal states of the AtomicWaker's word: it takes only the four values of its two bits, moves
 * only along the protocol's edges, only the owner unlocks it, and nobody leaves a call still owning it.
 */

import { type AtomicWaker, REGISTERING, type RuntimeEvent, WAITING, WAKING } from "../../runtime/index.ts";
import { type Execution, finding, type Listener, type Step } from "../../sim/index.ts";
import { CellOwner, type Thread } from "./cell-owner.ts";

const BOTH = REGISTERING | WAKING;

/** By the word before: what it may become. A wake may only add its bit, whatever it meets. */
const MAY_BECOME: readonly (readonly number[])[] = [
  [WAITING, REGISTERING, WAKING], // from WAITING: somebody becomes the owner
  [REGISTERING, BOTH, WAITING], // from REGISTERING: a wake comes, or the registrar leaves
  [WAKING, WAITING], // from WAKING: the notifier leaves
  [BOTH, WAITING], // from both: the registrar leaves, and wakes
];

/** One AtomicWaker and the threads inside of its calls, once for each call: a waker may re-enter. */
class Watched extends CellOwner {
  readonly inside: Thread[] = [];
}

export class LegalStates implements Listener {
  private execution: Execution | null = null;
  private readonly watched: Watched[] = [];

  onBegin(execution: Execution): void {
    this.execution = execution;
    while (this.watched.length > 0) this.watched.pop();
  }

  onEvent(event: RuntimeEvent): void {
    switch (event.type) {
      case "atomic-waker.new":
        this.watched.push(new Watched(event.on, event.on.state.value as number));
        return;
      case "atomic-waker.register.begin":
      case "atomic-waker.take.begin":
        this.find(event.on)?.inside.push((this.execution as Execution).thread);
        return;
      case "atomic-waker.register.end":
      case "atomic-waker.take.end":
        this.leave(event.on);
        return;
      case "atomic-waker.drop":
        this.drop(event.on);
    }
  }

  onStep(op: Step): void {
    for (const watched of this.watched) {
      if (op.target === watched.on.state) this.move(watched, op);
    }
  }

  /** All is over: whoever still owns the word will never give it back. */
  onEnd(execution: Execution): void {
    for (const watched of this.watched) this.atRest(watched, execution);
  }

  onStuck(execution: Execution): void {
    for (const watched of this.watched) {
      if (watched.owner !== null && !watched.inside.includes(watched.owner)) this.atRest(watched, execution);
    }
  }

  private move(watched: Watched, op: Step): void {
    const { on, word: before, owner } = watched;
    const word = op.execution.memory.latest(on.state) as number;
    watched.follow(word, op.thread);
    if (word === before) return;
    if (!(MAY_BECOME[before]?.includes(word) ?? false)) {
      this.fail(on, `went from ${on.state.show(before)} to ${on.state.show(word)} by ${op.kind.name}`, op.thread, [
        on.state.show(before),
        on.state.show(word),
      ]);
    } else if (word === WAITING && owner !== null && owner !== op.thread) {
      this.fail(on, `was unlocked although "${owner.name}" owns it`, op.thread, ["unlocked by another"]);
    }
  }

  private leave(on: AtomicWaker): void {
    const { thread } = this.execution as Execution;
    const watched = this.find(on);
    if (watched === undefined) return;
    watched.inside.splice(watched.inside.lastIndexOf(thread), 1);
    if (watched.owner !== thread || watched.inside.includes(thread)) return;
    this.fail(on, `is left at ${on.state.show(watched.word)} by a call that is over`, thread, ["left locked"]);
  }

  private drop(on: AtomicWaker): void {
    const index = this.watched.findIndex((watched) => watched.on === on);
    for (const watched of this.watched.splice(index, 1)) this.atRest(watched, this.execution as Execution);
  }

  private atRest({ on, word, owner }: Watched, execution: Execution): void {
    if (word === WAITING) return;
    this.fail(on, `is ${on.state.show(word)} at rest`, owner ?? execution.thread, ["locked at rest"]);
  }

  private fail(on: AtomicWaker, what: string, by: Thread, involved: readonly string[]): void {
    this.execution?.fail(
      finding("invariant", `the word ${on.state.label} ${what} ("${by.name}").`, {
        invariant: "I16",
        involved: [on.state.label, ...involved],
      }),
    );
  }

  private find(on: AtomicWaker): Watched | undefined {
    return this.watched.find((watched) => watched.on === on);
  }
}
