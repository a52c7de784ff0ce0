/**
 * I13, readiness soundness: a readiness bit is cleared only if no event of it came in after the operation
 * began that found nothing. The poller tells of an edge once: what is cleared wrongly is never told again.
 * And when nobody can go on, nobody waits for what a resource is ready for (I1).
 */
import {
  type IoReady,
  type ReadyEvent,
  type RuntimeEvent,
  readinessOf,
  type ScheduledIo,
} from "../../runtime/index.ts";
import { type Execution, finding, type Listener } from "../../sim/index.ts";
import { Roster } from "./roster.ts";

type Cleared = Extract<RuntimeEvent, { readonly type: "io.clear" }>;

/** How many kinds of readiness there are. */
const BITS = 6;

interface Resource {
  readonly io: ScheduledIo;
  /** How many events the driver had for it. */
  events: number;
  /** By bit, the number of its last event. */
  readonly last: number[];
}

export class ReadinessSoundness implements Listener {
  private execution: Execution | null = null;
  private readonly resources = new Roster<Resource>();
  /** By ticket, how many events had come when its holder was told, or began to try. */
  private readonly begun = new Map<ReadyEvent, number>();

  onBegin(execution: Execution): void {
    this.execution = execution;
    this.resources.clear();
    this.begun.clear();
  }

  onEvent(event: RuntimeEvent): void {
    switch (event.type) {
      case "io.register":
        this.of(event.io);
        return;
      case "io.event":
        this.cameIn(this.of(event.io), event.ready);
        return;
      case "io.ready":
      case "io.operation":
        this.begun.set(event.event, this.of(event.io).events);
        return;
      case "io.clear":
        this.cleared(event);
    }
  }

  onStuck(execution: Execution): void {
    for (const { io } of this.resources.all) {
      const ready = readinessOf(execution.memory.latest(io.word) as number); // of an AtomicUsize
      const [waiting] = io.waiters.waitingFor(ready);
      if (waiting === undefined) continue;
      const message = `${waiting.show()} sleeps until ${io.label} is ready, which is ${ready.show()}.`;
      execution.fail(finding("lost-wakeup", message, { invariant: "I1", involved: ["readiness", ready.show()] }));
      return;
    }
  }

  private cameIn(resource: Resource, { bits }: IoReady): void {
    resource.events++;
    for (let bit = 0; bit < BITS; bit++) if ((bits & (1 << bit)) !== 0) resource.last[bit] = resource.events;
  }

  private cleared({ io, event, cleared }: Cleared): void {
    const begun = this.begun.get(event);
    if (begun === undefined) return; // a ticket that was made by hand
    if (lastOf(this.of(io), cleared) <= begun || this.execution === null) return;
    const who = `"${this.execution.thread.name}" clears ${cleared.show()} of ${io.label}`;
    const message = `${who}, though an event came in after the operation began that found nothing.`;
    this.execution.fail(finding("invariant", message, { invariant: "I13", involved: ["clear", cleared.show()] }));
  }

  private of(io: ScheduledIo): Resource {
    return this.resources.find(io) ?? this.resources.add(io, { io, events: 0, last: [] });
  }
}

/** The number of the last event of any of these bits; 0 where there was none. */
function lastOf({ last }: Resource, { bits }: IoReady): number {
  let latest = 0;
  for (let bit = 0; bit < BITS; bit++) if ((bits & (1 << bit)) !== 0) latest = Math.max(latest, last[bit] ?? 0);
  return latest;
}
