/**
 * What is asked of a litmus test: `a=1 & b=0`, `a=c=0, b=1`, `final x=2`, `x!=2 or a=b`, `0:a=1`.
 *
 * Names are registers or locations; of a location its final value is meant, with `final` before it or
 * without. `&` and `,` bind tighter than `or`. The phrases of the published tables are known too.
 */
import { UsageError } from "../finding/usage-error.ts";
import type { LitmusModel } from "./model.ts";

type Operand = { readonly number: number } | { readonly register: string } | { readonly location: string };

interface Comparison {
  readonly equal: boolean;
  /** Two or more, all of which are compared with the first. */
  readonly operands: readonly Operand[];
}

export interface LitmusOutcome {
  readonly text: string;
  /** One of them holds: all of its comparisons do. */
  readonly any: readonly (readonly Comparison[])[];
  /** The locations whose final values it asks for. */
  readonly locations: readonly string[];
}

/** Of two threads with one register each: either sees that the other has not been there yet, both are 0. */
const BOTH_ZERO: ReadonlySet<string> = new Set(["both enter", "lost wake-up"]);
/** Its number is what the exchange reads; in these tests no exchange of it can succeed. */
const FAILED_EXCHANGE = /\bfailed CAS reads (\d+)/;

/** Throws a `UsageError` where the text is not understood. */
export function parseOutcome(text: string, model: LitmusModel): LitmusOutcome {
  const any = inLanguage(text, model)
    .split(/\s+or\s+|\s*\|\|\s*/)
    .map((all) => all.split(/\s*(?:&&?|,|\band\b)\s*/).map((comparison) => parseComparison(comparison, text, model)));
  const locations = any
    .flat(2)
    .flatMap(({ operands }) => operands)
    .flatMap((operand) => ("location" in operand ? [operand.location] : []));
  return { text, any, locations: [...new Set(locations)] };
}

/** How many comparisons keep the execution that has just ended from having come to it; 0: it did. */
export function missing({ any }: LitmusOutcome, model: LitmusModel): number {
  const registers = model.registers();
  const value = (operand: Operand): number => {
    if ("number" in operand) return operand.number;
    return "location" in operand ? model.final(operand.location) : (registers[operand.register] ?? 0);
  };
  const compare = ({ equal, operands: [first, ...others] }: Comparison): boolean =>
    first !== undefined && others.every((other) => (value(first) === value(other)) === equal);
  return Math.min(...any.map((all) => all.filter((comparison) => !compare(comparison)).length));
}

function inLanguage(text: string, model: LitmusModel): string {
  const trimmed = text.trim();
  if (BOTH_ZERO.has(trimmed) && model.registerNames.length === 2) {
    return model.registerNames.map((name) => `${name}=0`).join(" & ");
  }
  return trimmed.replace(FAILED_EXCHANGE, (phrase, number: string) => {
    const [register, ...others] = model.exchanged;
    if (register === undefined || others.length > 0) {
      throw new UsageError(`outcome "${text}": "${phrase}" is understood only where there is one r=Cas`);
    }
    return `${register}=${number}`;
  });
}

function parseComparison(comparison: string, text: string, model: LitmusModel): Comparison {
  const words = comparison.trim().split(/\s*(!==?|={1,3})\s*/);
  const signs = new Set(words.filter((_, i) => i % 2 === 1).map((sign) => sign.startsWith("=")));
  if (words.length < 3 || signs.size !== 1 || (signs.has(false) && words.length > 3)) {
    throw new UsageError(`outcome "${text}": expected a comparison such as a=1 or a!=b, found "${comparison.trim()}"`);
  }
  const operands = words.filter((_, i) => i % 2 === 0).map((word) => parseOperand(word, text, model));
  return { equal: signs.has(true), operands };
}

function parseOperand(word: string, text: string, model: LitmusModel): Operand {
  if (/^-?\d+$/.test(word)) return { number: Number(word) };
  const name = word.replace(/^final\s+/, "");
  if (name === word && model.registerNames.includes(name)) return { register: name };
  if (model.locations.includes(name) || /^\[\d+\]$/.test(name)) return { location: name };
  const several = model.registerNames.filter((known) => known.endsWith(`:${name}`));
  if (several.length > 0) throw new UsageError(`outcome "${text}": which ${name}? Say ${several.join(" or ")}`);
  const names = [...model.registerNames, ...model.locations].join(", ");
  throw new UsageError(`outcome "${text}": expected a number or one of ${names}, found "${word}"`);
}
