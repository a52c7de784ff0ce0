/** Features of two things each: the text of a pair is built once, and its place is looked up from then on. */
import type { FeatureKind } from "./feature-kinds.ts";
import type { FeatureSet } from "./feature-set.ts";

export class Pairs {
  private readonly found: FeatureSet;
  private readonly kind: FeatureKind;
  private readonly textOf: (first: number, second: number) => string;
  private readonly places: Map<number, number>[] = [];

  /** `textOf` is asked for the numbers that `mark` is given. */
  constructor(found: FeatureSet, kind: FeatureKind, textOf: (first: number, second: number) => string) {
    this.found = found;
    this.kind = kind;
    this.textOf = textOf;
  }

  mark(first: number, second: number): void {
    while (this.places.length <= first) this.places.push(new Map());
    const places = this.places[first] as Map<number, number>; // just made
    let place = places.get(second);
    if (place === undefined) {
      place = this.found.place(this.kind, this.textOf(first, second));
      places.set(second, place);
    }
    this.found.mark(place);
  }
}
