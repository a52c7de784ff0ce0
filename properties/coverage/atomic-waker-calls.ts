/** Coverage of AtomicWaker: what its calls come to. */
import type { RegisterOutcome, RuntimeEvent } from "../../runtime/index.ts";
import type { Coverage, CoverageRow } from "../../sim/index.ts";
import { OutcomeCounts } from "./outcome-counts.ts";

/** Complete, or it does not compile. */
const REGISTER: Readonly<Record<RegisterOutcome, string | null>> = {
  stored: null,
  "met-wake": null,
  "woke-itself": null,
  refused: null,
  panicked: null,
};

export class AtomicWakerCoverage implements Coverage {
  readonly name = "AtomicWaker";
  readonly area = "atomic-waker";
  private readonly counts = new OutcomeCounts({ register: REGISTER, takeWaker: { waker: null, none: null } });

  onEvent(event: RuntimeEvent): void {
    if (event.type === "atomic-waker.register.end") this.counts.add("register", event.outcome);
    else if (event.type === "atomic-waker.take.end") {
      this.counts.add("takeWaker", event.waker === null ? "none" : "waker");
    }
  }

  rows(): readonly CoverageRow[] {
    return this.counts.rows();
  }
}
