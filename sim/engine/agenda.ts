/**
 * What the simulated system will do by itself: deliveries, expiries, ends of pauses. Each is an
 * appointment with a moment of virtual time; the execution keeps it when its clock gets there.
 *
 * A binary heap by moment, then by order of making. What has come due moves to a list of its own,
 * from which the execution chooses what is kept next.
 */
import { copy, type VectorClock } from "../memory/vector-clock.ts";
import type { Execution } from "./execution.ts";
import { clear, removeAt } from "./lists.ts";

const NOT_IN_HEAP = -1;

/** Something that will happen. Nothing can be done with it but `Agenda.cancel`. */
export class Appointment {
  /** When, in ns of virtual time. */
  readonly dueNs: number;
  /** Counts the appointments of one execution, from 1. */
  readonly serial: number;
  /** Does not keep a finished model alive, nor tempt the clock to move while threads can go on. */
  readonly background: boolean;
  readonly perform: () => void;
  /** What had happened before it was made: that happens before what `perform` does. */
  readonly clock: VectorClock = [];
  /** Position in the heap. */
  slot = NOT_IN_HEAP;

  constructor(dueNs: number, serial: number, background: boolean, perform: () => void) {
    this.dueNs = dueNs;
    this.serial = serial;
    this.background = background;
    this.perform = perform;
  }
}

export class Agenda {
  /** Appointments made in this execution. */
  made = 0;
  /** Those of the pending appointments that are not in the background. */
  foreground = 0;
  private readonly execution: Execution;
  private readonly heap: Appointment[] = [];
  /** Those that have come due, in the order in which they did; the first of them at `head`. */
  private readonly due: Appointment[] = [];
  private head = 0;

  constructor(execution: Execution) {
    this.execution = execution;
  }

  /** Appointments that are neither kept nor cancelled. */
  get pending(): number {
    return this.heap.length + this.due.length - this.head;
  }

  reset(): void {
    this.made = 0;
    this.foreground = 0;
    clear(this.heap);
    clear(this.due);
    this.head = 0;
  }

  /**
   * Has `perform` done at `dueNs`, between the steps of the threads. It may change simulated objects
   * (and say so by `execution.recheck`); it cannot step. What is due now is done at once by the
   * caller, without an appointment.
   */
  at(dueNs: number, perform: () => void, background = false): Appointment {
    const appointment = new Appointment(dueNs, ++this.made, background, perform);
    const { thread } = this.execution;
    if (this.made === 1) this.execution.unordered("lets virtual time pass");
    copy(appointment.clock, thread.clock);
    thread.advanceEpoch();
    if (!background) this.foreground++;
    this.rise(appointment, this.heap.push(appointment) - 1);
    return appointment;
  }

  /** It will not happen. Does nothing where it was kept or cancelled before. */
  cancel(appointment: Appointment): void {
    if (appointment.slot !== NOT_IN_HEAP) this.removeFromHeap(appointment.slot);
    else if (!this.removeDue(appointment)) return;
    this.settle(appointment);
  }

  /** When the next one is due, in ns; Infinity when there is none. */
  nextDue(): number {
    const next = this.head < this.due.length ? this.due[this.head] : this.heap[0];
    return next === undefined ? Number.POSITIVE_INFINITY : next.dueNs;
  }

  /** How many are due at `now`. */
  countDue(now: number): number {
    for (let next = this.heap[0]; next !== undefined && next.dueNs <= now; next = this.heap[0]) {
      this.removeFromHeap(0);
      this.due.push(next);
    }
    return this.due.length - this.head;
  }

  /** Takes one of those that `countDue` counted; 0 is the one that came due first. */
  take(option: number): Appointment {
    const { due } = this;
    const at = this.head + option;
    const taken = due[at] as Appointment; // option < countDue
    for (let i = at; i > this.head; i--) due[i] = due[i - 1] as Appointment;
    this.head++;
    if (this.head === due.length) {
      clear(due);
      this.head = 0;
    }
    this.settle(taken);
    return taken;
  }

  private settle(appointment: Appointment): void {
    if (!appointment.background) this.foreground--;
  }

  private removeDue(appointment: Appointment): boolean {
    const at = this.due.indexOf(appointment, this.head);
    if (at < 0) return false;
    removeAt(this.due, at);
    return true;
  }

  private removeFromHeap(slot: number): void {
    const { heap } = this;
    const removed = heap[slot] as Appointment; // slot < length
    const last = heap.pop() as Appointment;
    removed.slot = NOT_IN_HEAP;
    if (last === removed) return;
    const parent = heap[(slot - 1) >> 1];
    if (slot > 0 && parent !== undefined && isBefore(last, parent)) this.rise(last, slot);
    else this.sink(last, slot);
  }

  /** Puts `appointment` at `slot` or above. */
  private rise(appointment: Appointment, slot: number): void {
    const { heap } = this;
    let at = slot;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = heap[above] as Appointment;
      if (!isBefore(appointment, parent)) break;
      heap[at] = parent;
      parent.slot = at;
      at = above;
    }
    heap[at] = appointment;
    appointment.slot = at;
  }

  /** Puts `appointment` at `slot` or below. */
  private sink(appointment: Appointment, slot: number): void {
    const { heap } = this;
    let at = slot;
    for (;;) {
      let below = 2 * at + 1;
      let child = heap[below];
      if (child === undefined) break;
      const other = heap[below + 1];
      if (other !== undefined && isBefore(other, child)) {
        child = other;
        below++;
      }
      if (!isBefore(child, appointment)) break;
      heap[at] = child;
      child.slot = at;
      at = below;
    }
    heap[at] = appointment;
    appointment.slot = at;
  }
}

function isBefore(one: Appointment, other: Appointment): boolean {
  return one.dueNs < other.dueNs || (one.dueNs === other.dueNs && one.serial < other.serial);
}
