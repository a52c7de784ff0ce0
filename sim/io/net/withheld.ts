/** A fault keeps something back for a while (what could be read, the room to write), as if it were not there. */
import { faultDuration, faultStrikes } from "../../fault/strike.ts";
import { later } from "../../thread/later.ts";

export class Withheld {
  active = false;

  /** Whether `wouldBlock` strikes now; `over` is called when what was kept back is there again, to tell of it. */
  strikes(over: () => void): boolean {
    if (!faultStrikes("wouldBlock")) return false;
    this.begin(faultDuration("wouldBlock"), over);
    return true;
  }

  /** Keeps it back for `ns`, and never for no time: who is told "would block" can wait for an edge. */
  begin(ns: number, over: () => void): void {
    this.active = true;
    const end = (): void => {
      this.active = false;
      over();
    };
    later(Math.max(1, ns), end);
  }
}
