/**
 * A reader of litmus threads that shares nothing with `sim/litmus`: what one of the two gets wrong, the
 * other does not. Statements, `if(a){...}`, and values that are a number, a register, or the two added.
 */

export type Statement =
  | { readonly is: "load"; readonly into: string; readonly at: string; readonly ordering: string }
  | { readonly is: "store"; readonly at: string; readonly value: string; readonly ordering: string }
  | {
      readonly is: "update";
      readonly into: string;
      readonly at: string;
      readonly how: string;
      readonly operands: readonly string[];
      readonly ordering: string;
    }
  | { readonly is: "fence"; readonly ordering: string }
  | { readonly is: "if"; readonly condition: string; readonly body: readonly Statement[] };

export function readThread(text: string): Statement[] {
  return parts(text).map(readStatement);
}

/** Splits at the semicolons outside brackets. */
function parts(text: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let part = "";
  for (const letter of text) {
    if (letter === "{") depth++;
    if (letter === "}") depth--;
    if (letter === ";" && depth === 0) {
      found.push(part);
      part = "";
    } else part += letter;
  }
  return [...found, part].map((one) => one.trim()).filter((one) => one !== "");
}

function readStatement(text: string): Statement {
  const branch = /^if\s*\((.*?)\)\s*\{(.*)\}$/.exec(text);
  if (branch !== null) return { is: "if", condition: branch[1] as string, body: readThread(branch[2] as string) };
  const assigned = /^(?:(\w+)\s*=\s*)?(\w+)\s+(.*)$/.exec(text);
  if (assigned === null) throw new Error(`the reference cannot read "${text}"`);
  const [, into = "", how = "", rest = ""] = assigned;
  const words = rest.split(/\s+/);
  const ordering = words.pop() as string; // a split has at least one part
  const [at = "", ...operands] = words;
  switch (how) {
    case "Fe":
      return { is: "fence", ordering };
    case "Ld":
      return { is: "load", into, at, ordering };
    case "St":
      return { is: "store", at, value: operands[0] ?? "", ordering };
    case "Fa":
    case "Xc":
    case "Cas":
      return { is: "update", into, at, how, operands, ordering };
    default:
      throw new Error(`the reference cannot read "${text}"`);
  }
}

/** `2`, `a`, `a+1`, `a-1`, and as a condition also `a>1`; what is no register is 0. */
export function evaluate(text: string, registers: Registers): number {
  const parsed = /^(-?\w+)(?:([-+>])(\w+))?$/.exec(text);
  if (parsed === null) throw new Error(`the reference cannot read the value "${text}"`);
  const [, first = "", operator, second = ""] = parsed;
  const left = word(first, registers);
  if (operator === undefined) return left;
  const right = word(second, registers);
  if (operator === ">") return left > right ? 1 : 0;
  return operator === "+" ? left + right : left - right;
}

export type Registers = Readonly<Record<string, number>>;

function word(text: string, registers: Registers): number {
  return /^-?\d+$/.test(text) ? Number(text) : (registers[text] ?? 0);
}
