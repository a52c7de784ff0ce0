/** The words of a thread's text, one after the other; what does not fit is refused with its column. */
import { UsageError } from "../finding/usage-error.ts";

const TOKEN = /^(?:(\d+)|([A-Za-z_]\w*)|(===|!==|==|!=|<=|>=|&&|\|\||\+\+|--|[-+*!<>=;(){}[\]]))/;
const WORDS: ReadonlySet<string> = new Set(["St", "Ld", "Fa", "Xc", "Cas", "Fe", "As", "if", "else", "for", "let"]);
const ORDERINGS: ReadonlySet<string> = new Set(["rlx", "acq", "rel", "ar", "sc", "na"]);

export interface Token {
  readonly kind: "number" | "name" | "word" | "ordering" | "sign" | "end";
  readonly text: string;
  /** Where it begins, from 0. */
  readonly at: number;
}

export class Scanner {
  /** The next word, not taken yet. */
  next: Token;
  private readonly text: string;
  /** Whose text it is, for errors: `thread 0`. */
  private readonly whose: string;
  private position = 0;

  constructor(text: string, whose: string) {
    this.text = text;
    this.whose = whose;
    this.next = this.scan();
  }

  take(): Token {
    const token = this.next;
    this.next = this.scan();
    return token;
  }

  /** Whether `text` is next; takes it where it is. */
  accept(text: string): boolean {
    if (this.next.text !== text) return false;
    this.take();
    return true;
  }

  expect(text: string): void {
    if (!this.accept(text)) this.refuse(`"${text}"`);
  }

  /** Takes a name; `what` it would be, for the error. */
  name(what: string): string {
    if (this.next.kind !== "name") this.refuse(what);
    return this.take().text;
  }

  refuse(expected: string, found: Token = this.next): never {
    const what = found.kind === "end" ? "the end" : `"${found.text}"`;
    throw new UsageError(`${this.whose}, column ${found.at + 1}: expected ${expected}, found ${what}`);
  }

  private scan(): Token {
    const rest = this.text.slice(this.position).trimStart();
    const at = this.text.length - rest.length;
    if (rest === "") return { kind: "end", text: "", at };
    const match = TOKEN.exec(rest);
    if (match === null) this.refuse("a word of the litmus language", { kind: "sign", text: rest[0] ?? "", at });
    this.position = at + match[0].length;
    const [, number, word, sign = ""] = match;
    if (number !== undefined) return { kind: "number", text: number, at };
    if (word === undefined) return { kind: "sign", text: sign, at };
    const kind = WORDS.has(word) ? "word" : ORDERINGS.has(word) ? "ordering" : "name";
    return { kind, text: word, at };
  }
}
