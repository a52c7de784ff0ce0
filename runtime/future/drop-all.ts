/** Drops as Rust inserts them where several values end together. */
import { dropInPlace, type Op, Panic } from "../../sim/index.ts";

/** One after the other; a panic of one does not keep the others from being dropped. */
export function* dropAll(values: readonly unknown[], from = 0): Op<void> {
  if (from >= values.length) return;
  try {
    yield* dropInPlace(values[from]);
  } finally {
    yield* dropAll(values, from + 1);
  }
}

/** Drops `value` and gives back the panic that left it, for whoever has to unwind further by hand. */
export function* dropCaught(value: unknown): Op<Panic | null> {
  try {
    yield* dropInPlace(value);
    return null;
  } catch (thrown) {
    if (!(thrown instanceof Panic)) throw thrown;
    return thrown;
  }
}
