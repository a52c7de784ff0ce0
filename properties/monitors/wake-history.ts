/** What an AtomicWaker's last wake met: the ghost state from which a lost wakeup is explained. */
import { type AtomicWaker, type Pollable, REGISTERING, WAKING, type Waker } from "../../runtime/index.ts";

type Met = "an empty cell" | "a waker" | "a registrar" | "another wake";

export class WakeHistory {
  readonly on: AtomicWaker;
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
    this.notifier = notifier;
    this.taken = taken;
    if (taken !== null) this.met = "a waker";
    else if ((word & WAKING) === 0) this.met = "an empty cell";
    else this.met = (word & REGISTERING) === 0 ? "another wake" : "a registrar";
  }

  /** Why `sleeper`, which counts on this AtomicWaker, was not woken. */
  explain(sleeper: Pollable): { readonly why: string; readonly involved: readonly string[] } {
    const involved = [this.on.name, this.notifier === null ? "no wake" : this.met];
    return { why: this.why(sleeper), involved };
  }

  private why(sleeper: Pollable): string {
    const { notifier, taken } = this;
    if (notifier === null) return `nobody ever called wake on ${this.on.name}`;
    switch (this.met) {
      case "an empty cell":
        return `${notifier} read the waker cell before ${sleeper.label} wrote it`;
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
