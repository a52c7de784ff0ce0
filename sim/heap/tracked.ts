/**
 * What the heap keeps an eye on: something that must come to an end before the execution does.
 * Knows where and by whom it was made and ended, for the findings that name it.
 */
import { ambient } from "../ambient.ts";
import { SimObject } from "../engine/sim-object.ts";
import type { Thread } from "../engine/thread.ts";
import { capturePlace } from "../trace/place.ts";

/** How and by whom something ended. */
export interface Ending {
  /** As in `was dropped`, `was moved into a raw pointer`. */
  readonly how: string;
  readonly thread: Thread;
  readonly place: string | null;
}

export abstract class Tracked extends SimObject {
  /** Position among the heap's live ones; -1 when it is not among them. Only the heap writes it. */
  slot = -1;
  /** How it ended, null while it lives. */
  ending: Ending | null = null;
  /** Where it was made; null while searching. */
  readonly madeAt: string | null;
  /** What ought to have happened to it, as in `was never dropped`. */
  abstract readonly duty: string;

  /** `watched` false: somebody else answers for its end, for now. */
  constructor(name: string | null, watched = true) {
    const execution = ambient();
    super(name, execution.thread);
    this.madeAt = execution.places ? capturePlace() : null;
    if (watched) execution.heap.add(this);
  }

  /** It has come to its end. */
  protected end(how: string): void {
    const execution = ambient();
    this.ending = execution.places
      ? { how, thread: execution.thread, place: capturePlace() }
      : execution.thread.endingBy(how);
    execution.heap.remove(this);
  }

  /** `waker 0.1.3 was made by "consumer" at scenarios/x.ts:3:4`, and how it ended. */
  story(): string[] {
    const lines = [`${this.label} was made by "${this.maker?.name}"${at(this.madeAt)}`];
    const { ending } = this;
    if (ending !== null) lines.push(`it was ${ending.how} by "${ending.thread.name}"${at(ending.place)}`);
    return lines;
  }
}

function at(place: string | null): string {
  return place === null ? "" : ` at ${place}`;
}
