/** One task as far as wakes go: whether it sleeps, who woke it since its last poll began, what it counts on. */
import type { Pollable, RegisterOutcome } from "../../runtime/index.ts";
import type { Registration, WakeHistory } from "./wake-history.ts";

type Life = "never polled" | "inside a poll" | "pending" | "over";

export class Sleeper {
  readonly task: Pollable;
  private life: Life = "never polled";
  /** Who woke it since its last poll began; null: nobody. */
  private waker: string | null = null;
  /** Another thread that dropped one of its wakers since then; null: none did. */
  private dropper: string | null = null;
  /** The thread that polls it. */
  private poller = "";
  /** Its last registration in its last poll. */
  private registration: Registration | null = null;

  constructor(task: Pollable) {
    this.task = task;
  }

  get asleep(): boolean {
    return this.life === "pending";
  }

  get wokenSincePoll(): boolean {
    return this.waker !== null;
  }

  isPolledBy(thread: string): boolean {
    return this.life === "inside a poll" && this.poller === thread;
  }

  pollBegins(thread: string): void {
    this.life = "inside a poll";
    this.poller = thread;
    this.waker = null;
    this.dropper = null;
    this.registration = null;
  }

  pollEnds(outcome: "pending" | "ready" | "panicked"): void {
    this.life = outcome === "pending" ? "pending" : "over";
  }

  /** Nobody will poll it again. */
  ends(): void {
    this.life = "over";
  }

  wakerDropped(thread: string): void {
    if (thread !== this.poller) this.dropper = thread;
  }

  wakenBy(thread: string): void {
    this.waker = thread;
  }

  registered(on: WakeHistory, outcome: RegisterOutcome): void {
    this.registration = { task: this.task, on, outcome, takesBefore: on.takes };
  }

  /** Why nobody woke it; meant for a task that is asleep when nobody can go on. */
  explain(): { readonly why: string; readonly involved: readonly string[] } {
    const { label } = this.task;
    if (this.waker !== null) {
      return { why: `${this.waker} woke ${label}, and no poll began after that`, involved: ["woken, not polled"] };
    }
    if (this.dropper !== null) {
      return { why: `${this.dropper} dropped ${label}'s waker without waking it`, involved: ["dropped, not woken"] };
    }
    const { registration } = this;
    if (registration === null) {
      return { why: `no wake reached ${label} since its last poll began`, involved: ["not woken"] };
    }
    const { on } = registration.on;
    if (registration.outcome === "refused") {
      return { why: `${label}'s waker was refused by ${on.name}`, involved: [on.name, "refused"] };
    }
    return registration.on.explain(registration);
  }
}
