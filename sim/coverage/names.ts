/** Numbers for names, from 0 in order of first showing; names that differ in numbers only have one. */
import { alike } from "../report/fingerprint.ts";

export class Names {
  private readonly texts: string[] = [];
  /** By the name as given, and by what it is alike to. */
  private readonly numbers = new Map<string, number>();

  numberOf(name: string): number {
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    const text = alike(name);
    const number = this.numbers.get(text) ?? this.texts.push(text) - 1;
    this.numbers.set(text, number);
    this.numbers.set(name, number);
    return number;
  }

  text(number: number): string {
    return this.texts[number] as string; // a number that was given out
  }
}
