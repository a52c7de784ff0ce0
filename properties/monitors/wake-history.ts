/** What an AtomicWaker's last wake met: the ghost state from which a lost wakeup is explained. */
import {
  type AtomicWaker,
  type Pollable,
  REGISTERING,
  type RegisterOutcome,
  WAKING,
  type Waker,
} from "../../runtime/index.ts";

/** The last registration of a task in its last poll. */
export interface Registration {
  readonly task: Pollable;
  readonly on: WakeHistory;
  readonly outcome: RegisterOutcome;
  /** How many wakes had gone before it ended. */
  readonly takesBefore: number;
}

type Met = "an empty cell" | "a waker" | "a registrar" | "another wake";

export class WakeHistory {
  readonly on: AtomicWaker;
  /** Wakes so far. */
  takes = 0;
  private notifier: string | null = null;
  private met: Met = "an empty cell";
  private taken: Waker | null = null;
  private registrar: string | null = null;

  constructor(on: AtomicWaker) {
    this.on = on;
  }

  registerBegins(thread: string): void {
    this.registrar = thread;
  }

  /**
   * A wake has looked into the cell, or could not. No step lies between its last look at the word and
   * now, so a WAKING bit that is still set is another's doing, or left for the registrar.
   */
  takeEnds(taken: Waker | null, notifier: string): void {
    const word = this.on.state.value as number;
    this.takes++;
    this.notifier = notifier;
    this.taken = taken;
    if (taken !== null) this.met = "a waker";
    else if ((word & WAKING) === 0) this.met = "an empty cell";
    else this.met = (word & REGISTERING) === 0 ? "another wake" : "a registrar";
  }

  /** Why the task of `registration`, which sleeps, was not woken. */
  explain(registration: Registration): { readonly why: string; readonly involved: readonly string[] } {
    const involved = [this.on.name, this.notifier === null ? "no wake" : this.met];
    return { why: this.why(registration), involved };
  }

  private why({ task: sleeper, outcome, takesBefore }: Registration): string {
    const { notifier, taken } = this;
    if (notifier === null) return `nobody ever called wake on ${this.on.name}`;
    switch (this.met) {
      case "an empty cell":
        if (this.takes === takesBefore) return `${notifier} read the waker cell before ${sleeper.label} wrote it`;
        return outcome === "stored"
          ? `${notifier} found the waker cell empty, although ${sleeper.label} had registered`
          : `${notifier} found the waker cell empty, for ${sleeper.label} had met a wake and left no waker there`;
      case "a registrar":
        return `${notifier}'s wake met ${this.registrar ?? "a registrar"} registering, who did not wake in its place`;
      case "another wake":
        return `${notifier}'s wake left it to another wake, which woke nobody`;
      default:
        if (taken?.task === sleeper)
          return `${notifier} took its waker, which was ${taken.ending?.how ?? "never woken"}`;
        return `${notifier} woke ${taken?.task?.label ?? "another"}, whose waker had taken its place`;
    }
  }
}
