/** An observed event as a person would read it: its type, then what it carries. */
import type { SimEvent } from "../engine/listener.ts";
import { SimObject } from "../engine/sim-object.ts";

/** As in `waker.wake task=task 0.1.2 by=notifier`. Fields that do not read well are left out. */
export function noteOf(event: SimEvent): string {
  const parts = [event.type];
  for (const [key, value] of Object.entries(event)) {
    const text = key === "type" ? null : textOf(value);
    if (text !== null) parts.push(`${key}=${text}`);
  }
  return parts.join(" ");
}

function textOf(value: unknown): string | null {
  if (value instanceof SimObject) return value.label;
  if (typeof value === "object" || typeof value === "function" || value === undefined) return null;
  return String(value);
}
