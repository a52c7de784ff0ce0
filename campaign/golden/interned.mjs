/** Numbers distinct strings in order of their first appearance: what repeats thousandfold stands once. */
export class Interned {
  numbers = new Map();

  /** The number of `text`, in base 36. */
  number(text) {
    if (!this.numbers.has(text)) this.numbers.set(text, this.numbers.size);
    return this.numbers.get(text).toString(36);
  }

  /** A section of the compact copy: the strings, each on the line of its number. */
  lines(title) {
    return [`= ${title} ${this.numbers.size}`, ...this.numbers.keys()];
  }
}
