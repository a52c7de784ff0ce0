/** Listens to an execution along a graph, for what each event was called and gave back. */
import type { Listener } from "../engine/listener.ts";
import type { Operation } from "../engine/operation.ts";
import { Location } from "../memory/location.ts";
import type { Event } from "./event.ts";
import type { Spoken } from "./witness.ts";

export class Speaker implements Listener {
  readonly spoken = new Map<Event, Spoken>();
  /** The first event of the present step: of an update, the read. */
  private present: Event | null = null;

  executed(event: Event): void {
    this.present ??= event;
  }

  onStep(op: Operation, result: unknown): void {
    if (this.present === null) return;
    const object = op.target instanceof Location ? op.target.label : null;
    this.spoken.set(this.present, { call: op.describe(), result: op.kind.showResult(op, result), object });
    this.present = null;
  }
}
