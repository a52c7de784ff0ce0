/** What the simulated system does by itself after a time: a delivery, an expiry. */
import { ambient } from "../ambient.ts";
import type { Appointment } from "../engine/agenda.ts";
import { deadline } from "./duration.ts";

export interface LaterOptions {
  /** Does not keep a finished model alive, nor tempt the clock to move while threads can go on: for watchdogs. */
  readonly background?: boolean;
}

/**
 * Has `perform` done in `ns` of virtual time (not of a drifting host's), between the steps of the
 * threads, and after what the caller has done so far. It cannot step. `execution.agenda.cancel` undoes it.
 */
export function later(ns: number, perform: () => void, { background = false }: LaterOptions = {}): Appointment {
  const { agenda, now } = ambient();
  return agenda.at(deadline("later", now, ns), perform, background);
}
