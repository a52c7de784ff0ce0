/**
 * A place that is worked out only if somebody wants it: keeping the stack is cheap, reading it as
 * text is not, and of a long trace only the ends are looked at.
 */
import { placeInStack } from "./place.ts";

/** V8's own property, unknown to the language: how many frames a stack shows. */
const limits = Error as unknown as { stackTraceLimit: number };

/** Keeps where the caller is; the function given back says it, as `capturePlace` would have. */
export function keepPlace(): () => string | null {
  const before = limits.stackTraceLimit;
  limits.stackTraceLimit = 64;
  const here = new Error();
  limits.stackTraceLimit = before;
  return () => placeInStack(here.stack ?? "");
}
