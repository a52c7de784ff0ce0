/**
 * The spans of a journal as it is read: a campaign of days leaves hundreds of thousands, so neighbours
 * become one. Those that showed something new stay as they are, for when that was; they are not many.
 */
import { add } from "./add.ts";
import type { SpanLine } from "./journal.ts";

export class Joined {
  readonly #apart: SpanLine[] = [];
  readonly #byBeginning = new Map<string, SpanLine>();
  readonly #byEnd = new Map<string, SpanLine>();

  add(line: SpanLine): void {
    if (line.sums.features.length > 0) {
      this.#apart.push(line);
      return;
    }
    const [scenario, from, to] = line.span;
    const before = this.#take(this.#byEnd.get(keyOf(scenario, from)));
    const after = this.#take(this.#byBeginning.get(keyOf(scenario, to)));
    const [first, ...others] = [before, line, after].filter((one) => one !== null);
    if (first !== undefined) this.#put(others.reduce(join, first));
  }

  get lines(): readonly SpanLine[] {
    return [...this.#apart, ...this.#byBeginning.values()];
  }

  #take(line: SpanLine | undefined): SpanLine | null {
    if (line === undefined) return null;
    const [scenario, from, to] = line.span;
    this.#byBeginning.delete(keyOf(scenario, from));
    this.#byEnd.delete(keyOf(scenario, to));
    return line;
  }

  #put(line: SpanLine): void {
    const [scenario, from, to] = line.span;
    this.#byBeginning.set(keyOf(scenario, from), line);
    this.#byEnd.set(keyOf(scenario, to), line);
  }
}

function keyOf(scenario: number, index: number): string {
  return `${scenario} ${index}`;
}

/** `b` begins where `a` ends. */
function join(a: SpanLine, b: SpanLine): SpanLine {
  return {
    span: [a.span[0], a.span[1], b.span[2]],
    sums: add(a.sums, b.sums),
    exhausted: a.exhausted || b.exhausted,
    ms: a.ms + b.ms,
    at: Math.max(a.at, b.at),
  };
}
