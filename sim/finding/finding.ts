/**
 * A finding: a verdict about the modelled program, of one closed set of kinds.
 *
 * Never to be mixed with an internal error, which is our own bug and stops everything.
 */
import { ambient } from "../ambient.ts";

export const FINDING_KINDS = [
  "panic",
  "assertion",
  "invariant",
  "lost-wakeup",
  "deadlock",
  "livelock",
  "data-race",
  "use-after-free",
  "double-free",
  "use-after-move",
  "leak",
  "refcount",
  "nondeterminism",
] as const;

export type FindingKind = (typeof FINDING_KINDS)[number];

export interface Finding {
  readonly kind: FindingKind;
  /** The invariant that broke (`I1` .. `I16`), where one did. */
  readonly invariant: string | null;
  /** What broke, in the words of the domain; one sentence. */
  readonly message: string;
  /** More lines: who waits for what, where it was allocated, the other access. */
  readonly details: readonly string[];
  /** Operations and objects involved, without step numbers: what the fingerprint is made of. */
  readonly involved: readonly string[];
}

/** Thrown to leave the code under test once a finding is recorded; nothing should catch it. */
export class Stopped extends Error {
  override readonly name = "Stopped";
}

/** Builds a finding; `details`, `involved` and `invariant` may be left out. */
export function finding(
  kind: FindingKind,
  message: string,
  more: Partial<Pick<Finding, "invariant" | "details" | "involved">> = {},
): Finding {
  return {
    kind,
    message,
    invariant: more.invariant ?? null,
    details: more.details ?? [],
    involved: more.involved ?? [],
  };
}

/** Ends the current execution with `found` and leaves the calling code at once. */
export function raise(found: Finding): never {
  ambient().fail(found);
  throw new Stopped(found.message);
}

/** The verdict of a model about itself: raises an `assertion` finding when `condition` is false. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) raise(finding("assertion", message, { involved: [message] }));
}
