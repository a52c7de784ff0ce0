/**
 * What a read was meant to do with the value it finds, whichever that is: graph exploration answers
 * the same read again with other writes, long after the step that announced it.
 */
import type { Value } from "../memory/location.ts";
import type { Update } from "../memory/memory.ts";
import type { LoadOrdering, Ordering } from "../memory/ordering.ts";

export interface Intent {
  /** null for a plain load. */
  readonly update: Update | null;
  readonly a: Value;
  readonly b: Value;
  /** Of a load, or of a read-modify-write that writes. */
  readonly success: Ordering;
  /** Of a read-modify-write that declines. */
  readonly failure: LoadOrdering;
  /** Whether a waiting step would go on where it finds `value`; null where it never waits. */
  readonly goesOn: ((value: Value) => boolean) | null;
}

/** What the read comes to where it finds `seen`. */
export interface Reading {
  readonly ordering: Ordering;
  readonly blocked: boolean;
  /** The value then written; undefined: it is a plain load. */
  readonly written: Value | undefined;
}

export function readingOf(intent: Intent, seen: Value): Reading {
  if (intent.goesOn !== null && !intent.goesOn(seen)) {
    return { ordering: intent.failure, blocked: true, written: undefined };
  }
  const written = intent.update === null ? undefined : intent.update(seen, intent.a, intent.b);
  const declined = intent.update !== null && written === undefined;
  return { ordering: declined ? intent.failure : intent.success, blocked: false, written };
}
