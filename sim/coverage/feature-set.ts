/**
 * The features of one execution, in order of their first showing. Texts are hashed when they first
 * come up, and remembered: later executions mark what they show and build nothing.
 */
import { clear } from "../engine/lists.ts";
import { hashLines } from "../trace/text-hash.ts";
import { type FeatureKind, featureNumber } from "./feature-kinds.ts";

export class FeatureSet {
  /** By place: the feature, and the execution in which it was last shown. */
  private readonly numbers: number[] = [];
  private readonly shownIn: number[] = [];
  private readonly places = new Map<number, number>();
  private readonly texts = new Map<string, number>();
  private readonly shown: number[] = [];
  private execution = 0;

  /** A new execution. */
  clear(): void {
    this.execution++;
    clear(this.shown);
  }

  /** The place of the feature that `text` is: for `mark`. */
  place(kind: FeatureKind, text: string): number {
    const line = `${kind} ${text}`;
    const known = this.texts.get(line);
    if (known !== undefined) return known;
    const place = this.placeOf(featureNumber(kind, Number.parseInt(hashLines([line]).slice(8), 16)));
    this.texts.set(line, place);
    return place;
  }

  mark(place: number): void {
    if (this.shownIn[place] === this.execution) return;
    this.shownIn[place] = this.execution;
    this.shown.push(place);
  }

  add(kind: FeatureKind, text: string): void {
    this.mark(this.place(kind, text));
  }

  features(): number[] {
    return this.shown.map((place) => this.numbers[place] as number); // a place that was given out
  }

  private placeOf(feature: number): number {
    const known = this.places.get(feature);
    if (known !== undefined) return known;
    this.places.set(feature, this.numbers.length);
    this.shownIn.push(-1);
    return this.numbers.push(feature) - 1;
  }
}
