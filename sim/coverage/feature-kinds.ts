/** The kinds of feature, and how they stand in a feature's number. */

/** A feature's number holds its kind's place in this list: the order is for ever. */
export const FEATURE_KINDS = ["conflict", "reads-from", "transition", "lock-order", "fault"] as const;

export type FeatureKind = (typeof FEATURE_KINDS)[number];

/** The texts of one kind; a collision of hashes makes two features one, which costs a search next to nothing. */
const HASHES = 2 ** 32;

export function featureNumber(kind: FeatureKind, hash32: number): number {
  return FEATURE_KINDS.indexOf(kind) * HASHES + hash32;
}

/** Throws a `RangeError` for what is no feature. */
export function featureKind(feature: number): FeatureKind {
  const kind = FEATURE_KINDS[Math.floor(feature / HASHES)];
  if (kind === undefined) throw new RangeError(`${feature} is no feature`);
  return kind;
}
