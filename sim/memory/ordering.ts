/** Memory orderings, spelled as in Rust. An unsuitable one is a type error, as there. */
export type Ordering = "Relaxed" | "Acquire" | "Release" | "AcqRel" | "SeqCst";
export type LoadOrdering = "Relaxed" | "Acquire" | "SeqCst";
export type StoreOrdering = "Relaxed" | "Release" | "SeqCst";
export type FenceOrdering = "Acquire" | "Release" | "AcqRel" | "SeqCst";

export function acquires(ordering: Ordering): boolean {
  return ordering === "Acquire" || ordering === "AcqRel" || ordering === "SeqCst";
}

export function releases(ordering: Ordering): boolean {
  return ordering === "Release" || ordering === "AcqRel" || ordering === "SeqCst";
}
