/** How the code under test tells what it does. Nothing is built or called when nobody listens. */
import { ambient } from "../ambient.ts";
import type { SimEvent } from "./listener.ts";

/** True when somebody listens: guard the building of an event with it. */
export function observing(): boolean {
  return ambient().observing;
}

/** Hands `event` to every listener of the current execution. */
export function observe(event: SimEvent): void {
  const execution = ambient();
  if (execution.observing) execution.observe(event);
}
