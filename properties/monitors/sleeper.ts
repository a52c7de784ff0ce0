/** One task as far as wakes go: whether it sleeps, who woke it since its last poll began, what it counts on. */
import type { Pollable, RegisterOutcome } from "../../runtime/index.ts";
import type { JoinHistory } from "./join-history.ts";
import type { Registration, WakeHistory } from "./wake-history.ts";

type Life = "never polled" | "spawned" | "inside a poll" | "pending" | "over";
/** After which a poll must begin; an aborted task is cancelled instead. */
type Deed = "woke" | "spawned" | "aborted";

export interface Explanation {
  readonly why: string;
  readonly involved: readonly string[];
}

export class Sleeper {
  readonly task: Pollable;
  /** It is a thread inside of `blockOn`. */
  isThread = false;
  /** When its latest poll began: polls are numbered. */
  latestPoll = 0;
  private life: Life = "never polled";
  /** Who woke it since its last poll began; null: nobody. */
  private waker: string | null = null;
  private deed: Deed = "woke";
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
    return this.life === "pending" || this.life === "spawned";
  }

  get wokenSincePoll(): boolean {
    return this.waker !== null;
  }

  isPolledBy(thread: string): boolean {
    return this.life === "inside a poll" && this.poller === thread;
  }

  spawnedBy(thread: string): void {
    this.life = "spawned";
    this.wakenBy(thread, "spawned");
  }

  pollBegins(thread: string, number: number): void {
    this.latestPoll = number;
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

  wakenBy(thread: string, deed: Deed = "woke"): void {
    this.waker = thread;
    this.deed = deed;
  }

  registered(on: WakeHistory, outcome: RegisterOutcome): void {
    this.registration = { task: this.task, on, outcome, takesBefore: on.takes };
  }

  /** Why nobody woke it; meant for a task that is asleep when nobody can go on. `joins`: what it waits for, if a task. */
  explain(joins: JoinHistory | undefined): Explanation {
    const { label } = this.task;
    if (this.waker !== null) {
      const missing = this.deed === "aborted" ? "nobody cancelled it" : "no poll began after that";
      return { why: `${this.waker} ${this.deed} ${label}, and ${missing}`, involved: [`${this.deed}, not polled`] };
    }
    if (joins?.complete === true) return joins.explain(label);
    if (this.dropper !== null) {
      return { why: `${this.dropper} dropped ${label}'s waker without waking it`, involved: ["dropped, not woken"] };
    }
    if (joins !== undefined) return joins.explain(label);
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
