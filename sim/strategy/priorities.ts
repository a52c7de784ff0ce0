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

export class Priorities {
  /** At `index + 1` the priority of a thread, at 0 that of the clock. Kept from run to run. */
  private readonly values: number[] = [NONE];
  private readonly draw: () => number;

  /** `draw` gives the priority of a thread that has none. */
  constructor(draw: () => number) {
    this.draw = draw;
  }

  begin(): void {
    this.values.fill(NONE);
  }

  set(who: number, priority: number): void {
    while (this.values.length <= who + 1) this.values.push(NONE);
    this.values[who + 1] = priority;
  }

  /** The next time it is looked at, `who` gets another priority. */
  redraw(who: number): void {
    this.set(who, NONE);
  }

  of(who: number): number {
    const priority = this.values[who + 1];
    if (priority !== undefined && priority !== NONE) return priority;
    const drawn = this.draw();
    this.set(who, drawn);
    return drawn;
  }

  /** The option of a `schedule` question with the highest priority; of equals the dullest. */
  highest(options: number, view: Execution): number {
    const threads = view.ready.length;
    let best = 0;
    let highest = NONE;
    for (let option = 0; option < options; option++) {
      const priority = this.of(option < threads ? view.candidate(option).index : CLOCK);
      if (priority <= highest) continue;
      best = option;
      highest = priority;
    }
    return best;
  }
}
