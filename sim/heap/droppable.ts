/** Values that do something when they are dropped: Rust's `Drop`, called by whoever owns them. */
import type { Op } from "../op.ts";

export interface Droppable {
  /** Ends the value. Called once; a panic unwinds through it as in Rust. */
  drop(): Op<void>;
}

/** Whether dropping `value` does anything. */
export function isDroppable(value: unknown): value is Droppable {
  return typeof value === "object" && value !== null && typeof (value as Partial<Droppable>).drop === "function";
}

/** `drop_in_place`: runs the value's drop if it has one. */
export function* dropInPlace(value: unknown): Op<void> {
  if (!isDroppable(value)) return;
  const dropping = value.drop() as Op<void> | undefined;
  // A drop that never has to step may be a plain method.
  if (dropping !== undefined) yield* dropping;
}
