/**
 * What the strategies by priority share: a number per thread of the present execution, drawn when
 * a thread is first met, and the choice of the highest. Letting time pass, where that is an
 * option, has a priority like a thread.
 */
import type { Execution } from "../engine/execution.ts";

/** Stands for "let time pass" where threads stand by their index. */
export const CLOCK = -1;

/** Not drawn; the strategies hand out any other number. */
const NONE = Number.NEGATIVE_INFINITY;

/** Room for this many threads to begin with. */
const THREADS = 64;

export class Priorities {
  /** At `index + 1` the priority of a thread, at 0 that of the clock. Typed, so that no number is boxed. */
  private values = new Float64Array(THREADS + 1).fill(NONE);
  private readonly draw: () => number;

  /** `draw` gives the priority of a thread that has none. */
  constructor(draw: () => number) {
    this.draw = draw;
  }

  begin(): void {
    this.values.fill(NONE);
  }

  set(who: number, priority: number): void {
    this.values[who + 1] = priority;
  }

  /** The next time it is looked at, `who` gets another priority. */
  redraw(who: number): void {
    this.set(who, NONE);
  }

  /** The option of a `schedule` question with the highest priority; of equals the dullest. */
  highest(options: number, view: Execution): number {
    const threads = view.ready.length;
    let best = 0;
    let highest = NONE;
    if (view.threads.length >= this.values.length) this.grow(view.threads.length);
    const values = this.values;
    for (let option = 0; option < options; option++) {
      const at = option < threads ? view.candidate(option).index + 1 : 0;
      if (values[at] === NONE) values[at] = this.draw();
      const priority = values[at] as number; // `grow` made room for every thread
      if (priority <= highest) continue;
      best = option;
      highest = priority;
    }
    return best;
  }

  private grow(threads: number): void {
    const values = new Float64Array(2 * threads + 1).fill(NONE);
    values.set(this.values);
    this.values = values;
  }
}
