/** A fault keeps something back for a while (what could be read, the room to write), as if it were not there. */
import { later } from "../thread/later.ts";

export class Withheld {
  active = false;
  private readonly over: () => void;

  /** `over` is called whenever what was kept back is there again, to tell of it. */
  constructor(over: () => void) {
    this.over = over;
  }

  /** Keeps it back for `ns`. */
  begin(ns: number): void {
    this.active = true;
    later(ns, () => {
      this.active = false;
      this.over();
    });
  }
}
