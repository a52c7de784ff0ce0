/**
 * Which threads a step lets go on: those that waited before it and do not after it. The engine tells
 * nobody of that, as it happens too often; what can be seen at steps and at questions is enough.
 */
import type { Execution } from "../engine/execution.ts";
import { Thread } from "../engine/thread.ts";

export class Lets {
  /** Those that cannot go on, as far as seen: nobody else has waited since, unless a question was asked. */
  private blocked = new Set<Thread>();
  /** How many threads there were then: who was spawned since did not wait. */
  private threads = 0;
  private last: Thread | null = null;
  private asked = false;

  clear(): void {
    this.blocked.clear();
    this.threads = 0;
    this.last = null;
    this.asked = false;
  }

  /** It is decided who goes next. Gives back who can because another thread has come to its end. */
  ask(execution: Execution): Let[] {
    const joined = this.joined();
    this.look(execution);
    this.asked = true;
    return joined;
  }

  /** `thread` has performed a step. Gives back who can go on by that, and who could just before it. */
  step(thread: Thread, execution: Execution): { readonly now: string[]; readonly before: Let[] } {
    const before = this.asked ? [] : this.joined();
    // Where another thread goes on and nobody asked, there was no other that could.
    if (!this.asked && thread !== this.last) {
      this.blocked = new Set(waiting(execution.threads.slice(0, this.threads), () => true));
    }
    this.blocked.delete(thread);
    const now = [...this.blocked].filter(({ ready, finished }) => ready && !finished).map(({ path }) => path);
    this.look(execution);
    this.last = thread;
    this.asked = false;
    return { now, before };
  }

  private look({ threads }: Execution): void {
    this.blocked = new Set(waiting(threads, ({ ready }) => !ready));
    this.threads = threads.length;
  }

  /** Those that waited for a thread to finish which has finished since. */
  private joined(): Let[] {
    const lets: Let[] = [];
    for (const thread of this.blocked) {
      const { target } = thread.op;
      if (thread.ready && target instanceof Thread && target.finished) lets.push({ by: target, path: thread.path });
    }
    return lets;
  }
}

/** By its end, `by` lets the thread `path` go on. */
export interface Let {
  readonly by: Thread;
  readonly path: string;
}

function waiting(threads: readonly Thread[], where: (thread: Thread) => boolean): Thread[] {
  return threads.filter((thread) => !thread.finished && where(thread));
}
