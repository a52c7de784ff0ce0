/** The orderings of the litmus language, where only those are taken that the access can have, as in Rust. */
import type { FenceOrdering, LoadOrdering, Ordering, StoreOrdering } from "../memory/ordering.ts";
import type { Scanner } from "./scanner.ts";

const LOAD: Readonly<Record<string, LoadOrdering>> = { rlx: "Relaxed", acq: "Acquire", sc: "SeqCst", na: "Relaxed" };
const STORE: Readonly<Record<string, StoreOrdering>> = { rlx: "Relaxed", rel: "Release", sc: "SeqCst", na: "Relaxed" };
const FENCE: Readonly<Record<string, FenceOrdering>> = { acq: "Acquire", rel: "Release", ar: "AcqRel", sc: "SeqCst" };
const UPDATE: Readonly<Record<string, Ordering>> = { rlx: "Relaxed", ...FENCE };

export function loadOrdering(scanner: Scanner): { ordering: LoadOrdering; plain: boolean } {
  return { plain: scanner.next.text === "na", ordering: ordering(scanner, LOAD, "a load") };
}

export function storeOrdering(scanner: Scanner): { ordering: StoreOrdering; plain: boolean } {
  return { plain: scanner.next.text === "na", ordering: ordering(scanner, STORE, "a store") };
}

export function fenceOrdering(scanner: Scanner): FenceOrdering {
  return ordering(scanner, FENCE, "a fence");
}

export function updateOrdering(scanner: Scanner): Ordering {
  return ordering(scanner, UPDATE, "a read-modify-write");
}

/** What an update that declines to write reads with: the part of its ordering that a load can have. */
export function failureOrdering(success: Ordering): LoadOrdering {
  if (success === "SeqCst") return "SeqCst";
  return success === "Acquire" || success === "AcqRel" ? "Acquire" : "Relaxed";
}

function ordering<O>(scanner: Scanner, known: Readonly<Record<string, O>>, what: string): O {
  const found = scanner.next.kind === "ordering" ? known[scanner.next.text] : undefined;
  if (found === undefined) scanner.refuse(`the ordering of ${what} (${Object.keys(known).join(", ")})`);
  scanner.take();
  return found;
}
