/** What the simulated system asks wherever a fault could strike. */
import { ambient } from "../ambient.ts";
import type { SimEvent } from "../engine/listener.ts";
import type { SimObject } from "../engine/sim-object.ts";
import type { FaultKind } from "./fault-kinds.ts";

/** A fault struck. */
export interface FaultEvent extends SimEvent {
  readonly type: "fault.strike";
  readonly fault: FaultKind;
  /** What it struck, as in `tcp 0.1`; "" where it is no object. */
  readonly where: string;
}

export function isFault(event: SimEvent): event is FaultEvent {
  return event.type === "fault.strike";
}

/**
 * Whether `fault` strikes now, at `where`: by default the object of the step that is being performed.
 * False, without a decision, unless the plan in force names the fault and `most` is not reached.
 */
export function faultStrikes(fault: FaultKind, where?: SimObject | null): boolean {
  const execution = ambient();
  if (!execution.faults.strikes(fault, execution)) return false;
  if (execution.observing) {
    const struck = where === undefined ? execution.thread.op.target : where;
    const event: FaultEvent = { type: "fault.strike", fault, where: struck?.label ?? "" };
    execution.observe(event);
  }
  return true;
}

/** How long a strike of `fault` lasts, in ns: between `minNs` and `maxNs` of the plan. */
export function faultDuration(fault: FaultKind): number {
  const execution = ambient();
  return execution.faults.duration(fault, execution);
}

/** From now on no fault strikes in this execution; what has struck stays as it is. */
export function endFaults(): void {
  ambient().faults.ended = true;
}
