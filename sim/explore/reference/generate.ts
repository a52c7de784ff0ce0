/** Small programs drawn from a stream, in the one-line language of the litmus tables. */
import type { Stream } from "../../random/seedrandom.ts";

const LOADS = ["rlx", "acq", "sc"];
const STORES = ["rlx", "rel", "sc"];
const UPDATES = ["rlx", "acq", "rel", "ar", "sc"];
const FENCES = ["acq", "rel", "ar", "sc"];

/** By the number of threads, how many statements each may have: brute force has an end. */
const LENGTHS: readonly (readonly [threads: number, least: number, most: number])[] = [
  [2, 2, 4],
  [2, 2, 4],
  [3, 1, 3],
  [3, 2, 2],
  [4, 1, 2],
];

/** Two to four threads over one to three locations. */
export function randomProgram(draw: Stream): string[] {
  return new Generator(draw).program();
}

class Generator {
  private readonly draw: Stream;
  private readonly places: readonly string[];
  /** How likely an ordering is `sc`, beyond its share: of few such events there is nothing to learn. */
  private readonly strong: number;
  /** How likely a fence stands between two statements: before the first or after the last it orders nothing. */
  private readonly fences: number;
  private place = "";
  private registers = 0;
  private values = 0;

  constructor(draw: Stream) {
    this.draw = draw;
    this.places = ["x", "y", "z"].slice(0, this.pick([1, 2, 2, 2, 2, 3]));
    this.strong = this.pick([0, 0.3, 0.9]);
    this.fences = this.pick([0, 0.1, 0.8]);
  }

  program(): string[] {
    const [threads, least, most] = this.pick(LENGTHS);
    return Array.from({ length: threads }, () => this.thread(least + this.below(most - least + 1)));
  }

  private thread(length: number): string {
    const own: string[] = [];
    const statements: string[] = [];
    while (statements.length < length - 1) statements.push(this.statement(own) + this.perhapsFence());
    const condition = own.length > 0 && this.draw() < 0.1 ? this.pick(own) : null;
    const last = this.statement(own);
    statements.push(condition === null ? last : `if(${condition}){${last}}`);
    return statements.join("; ");
  }

  private perhapsFence(): string {
    return this.draw() < this.fences ? `; Fe ${this.ordering(FENCES)}` : "";
  }

  /** `own`: the registers that the thread has so far. */
  private statement(own: string[]): string {
    const kind = this.draw();
    const at = this.nextPlace();
    if (kind < 0.44) return `St ${at} ${this.value(own)} ${this.ordering(STORES)}`;
    const operands = kind < 0.85 ? "" : this.operands(kind, own);
    const into = `r${this.registers++}`;
    own.push(into);
    if (operands === "") return `${into}=Ld ${at} ${this.ordering(LOADS)}`;
    const [word, ...rest] = operands.split(" ");
    return `${into}=${word} ${at} ${rest.join(" ")} ${this.ordering(UPDATES)}`;
  }

  private operands(kind: number, own: readonly string[]): string {
    if (kind < 0.9) return `Fa ${1 + this.below(2)}`;
    if (kind < 0.94) return `Xc ${this.value(own)}`;
    return `Cas ${this.below(3)} ${this.value(own)}`;
  }

  /** Mostly not the one before: what memory models differ in takes two locations. */
  private nextPlace(): string {
    const others = this.places.filter((place) => place !== this.place);
    this.place = this.pick(others.length > 0 && this.draw() < 0.8 ? others : this.places);
    return this.place;
  }

  private value(own: readonly string[]): string {
    if (own.length > 0 && this.draw() < 0.15) return this.pick(own) + this.pick(["", "+1"]);
    // Mostly a value of its own: with few sources to choose from, a program may have more statements.
    return String(this.draw() < 0.2 ? 1 + this.below(2) : ++this.values);
  }

  private ordering(among: readonly string[]): string {
    return this.draw() < this.strong ? "sc" : this.pick(among);
  }

  private pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)] as T; // below its length
  }

  private below(limit: number): number {
    return Math.floor(this.draw() * limit);
  }
}
